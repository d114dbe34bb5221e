/* SPDX-License-Identifier: MIT */
/* Purpose: Objects with finalizers that can be reached from themselves are neither finalized nor freed; without pointers back they are. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/dead.h"

static _Atomic int circles;

static void circle (struct dead *p)
{
  (void) p;
  circles++;
}

static void finalize (struct dead *p)
{
  CHECK (p->other->other->number == 7);
  calls++;
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *a = new_dead (i, NULL), *b = new_dead (i, a);
    a->other = b;
    goro_set_finalizer (a, circle);
    /* A circle behind it, without a finalizer, is none of its business.  */
    struct dead *c = new_dead (7, NULL);
    c->other = c;
    goro_set_finalizer (new_dead (i, c), finalize);
  }
}

static void test (void)
{
  fill ();
  CHECK (collect_until (MOST) >= MOST);
  goro_gc ();
  goro_sleep (GORO_MILLISECOND);
  CHECK (circles == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
