/* SPDX-License-Identifier: MIT */
/* Purpose: A cleanup that has been stopped is not called, its neighbours are; stopping twice, or late, does nothing. */
#include "support/dead.h"

static goro_cleanup late[DEAD];

static void clean (int *arg)
{
  CHECK (*arg == 1);
  calls++;
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (i, NULL);
    int *good = goro_new (int), *bad = goro_new (int);
    *good = 1;
    goro_cleanup first = goro_add_cleanup (p, clean, bad);
    late[i] = goro_add_cleanup (p, clean, good);
    goro_cleanup last = goro_add_cleanup (p, clean, bad);
    goro_cleanup_stop (last);
    goro_cleanup_stop (first);
    goro_cleanup_stop (first);
    goro_keep_alive (p);
  }
}

static void test (void)
{
  goro_cleanup none = { 0, 0 };
  goro_cleanup_stop (none);
  fill ();
  CHECK (collect_until (MOST) >= MOST);
  for (int i = 0; i < DEAD; i++)
    goro_cleanup_stop (late[i]);
  CHECK (calls <= DEAD);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
