/* SPDX-License-Identifier: MIT */
/* Purpose: goro_set_finalizer with NULL takes a finalizer back; a new one may be set. */
#include "support/dead.h"

static void never (struct dead *p)
{
  fprintf (stderr, "finalizer of %ld was called\n", p->number);
  exit (1);
}

static void finalize (struct dead *p)
{
  (void) p;
  calls++;
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (i, NULL);
    goro_set_finalizer (p, NULL);
    goro_set_finalizer (p, never);
    goro_set_finalizer (p, NULL);
    p = new_dead (i, NULL);
    goro_set_finalizer (p, never);
    goro_set_finalizer (p, NULL);
    goro_set_finalizer (p, finalize);
  }
}

static void test (void)
{
  fill ();
  CHECK (collect_until (MOST) >= MOST);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
