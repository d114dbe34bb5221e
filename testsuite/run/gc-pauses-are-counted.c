/* SPDX-License-Identifier: MIT */
/* Purpose: goro_read_gc_pauses counts what collections take of goroutines' time, in buckets whose limits rise without a gap. */
#include "support/check.h"

static uint64_t sum (const goro_gc_pauses *p)
{
  uint64_t all = 0;
  for (int i = 0; i < GORO_GC_PAUSES; i++)
    all += p->count[i];
  return all;
}

static void spin (int *done)
{
  while (!__atomic_load_n (done, __ATOMIC_RELAXED))
    goro_yield ();
  __atomic_store_n (done, 2, __ATOMIC_RELAXED);
}

int main (void)
{
  static int done;
  static goro_gc_pauses before, after;
  for (int i = 1; i < GORO_GC_PAUSES; i++)
    CHECK (goro_gc_pause_limit (i) > goro_gc_pause_limit (i - 1));
  CHECK (goro_gc_pause_limit (4) == 5 && goro_gc_pause_limit (7) == 8 && goro_gc_pause_limit (8) == 10);
  goro_gc ();
  goro_read_gc_pauses (&before);
  go spin (&done);
  goro_gc ();
  __atomic_store_n (&done, 1, __ATOMIC_RELAXED);
  while (__atomic_load_n (&done, __ATOMIC_RELAXED) != 2)
    goro_yield ();
  goro_read_gc_pauses (&after);
  /* One that runs has taken part in each round.  */
  CHECK (sum (&after) > sum (&before));
  int top = GORO_GC_PAUSES - 1;
  while (after.count[top] == 0)
    top--;
  CHECK (after.longest < goro_gc_pause_limit (top) && (top == 0 || after.longest >= goro_gc_pause_limit (top - 1)));
  return 0;
}
