/* SPDX-License-Identifier: MIT */
/* Purpose: The goroutine of a finalizer grows its stack, allocates, collects, and is not counted. */
#include "support/dead.h"

static void finalize (struct dead *p)
{
  struct dead local = *p, *to = &local;
  grow (100);
  goro_gc ();
  CHECK (to->number == p->number && to->other->number == -1);
  CHECK (goro_count () <= 2);
  calls++;
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++)
    goro_set_finalizer (new_dead (i, new_dead (-1, NULL)), finalize);
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
