/* SPDX-License-Identifier: MIT */
/* Purpose: a goroutine that a signal has taken off its processor comes back while a collection begins, and what it allocates then, and
   holds in a register only, is kept.  */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/keep.h"

enum { N = 30, ROUNDS = 1500000, TURNS = 100 };

static OPAQUE long *numbers (void)
{
  long *p = goro_make (long, N);
  for (int i = 0; i < N; i++)
    p[i] = i;
  return p;
}

/* The loop is stopped by signals.  */
static OPAQUE long work (long *p, long rounds)
{
  unsigned long x = 1;
  for (long k = 0; k < rounds; k++)
    x = x * 1664525 + 1013904223 + (x >> 13);
  long sum = x == 12345;
  for (int i = 0; i < N; i++)
    sum += p[i];
  return sum;
}

static int stop;

static void churn (goro_chan (int) done)
{
  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED)) {
    goro_gc ();
    for (int i = 0; i < 400; i++)
      numbers ()[i % N] = -1;
  }
  goro_send (done, 1);
}

static void test (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  go churn (done);
  for (int i = 0; i < TURNS; i++)
    CHECK (work (numbers (), ROUNDS) == N * (N - 1) / 2);
  __atomic_store_n (&stop, 1, __ATOMIC_RELAXED);
  goro_recv (done);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
