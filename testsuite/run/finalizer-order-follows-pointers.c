/* SPDX-License-Identifier: MIT */
/* Purpose: Of a chain of objects with finalizers the one that points is finalized before the one it points to, which is whole then. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/dead.h"

enum { LONG = 6 };

static _Atomic long last = LONG;

static void finalize (struct dead *p)
{
  /* The head has the highest number.  */
  CHECK (p->number == last - 1);
  CHECK (p->number == 0 ? p->other == NULL : p->other->number == p->number - 1);
  last = p->number;
  calls++;
}

static OPAQUE void chain (void)
{
  struct dead *p = NULL;
  for (int i = 0; i < LONG; i++) {
    p = new_dead (i, p);
    goro_set_finalizer (p, finalize);
  }
}

static void test (void)
{
  chain ();
  grow (10);
  goro_gc ();
  goro_sleep (GORO_MILLISECOND);
  /* One for each collection at most.  */
  int now = calls;
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  CHECK (now <= (int) s.num_gc);
  CHECK (collect_until (LONG) == LONG);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
