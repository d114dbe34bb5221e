/* SPDX-License-Identifier: MIT */
/* Purpose: Cleanups are called with their arguments once the object is gone, as many as there are, in circles too; p may point into it. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/dead.h"

static struct dead *reachable;

static void clean (struct dead *arg)
{
  CHECK (arg->number >= 0 && arg->number < DEAD && arg->other->number == 5);
  calls++;
}

static void never (struct dead *arg)
{
  (void) arg;
  CHECK (!"the object is reachable");
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    struct dead *p = new_dead (i, NULL);
    p->other = p;
    goro_add_cleanup (p, clean, new_dead (i, new_dead (5, NULL)));
    goro_add_cleanup (&p->rest[7], clean, new_dead (i, new_dead (5, NULL)));
    goro_add_cleanup (p, clean, new_dead (i, new_dead (5, NULL)));
  }
  reachable = new_dead (1, NULL);
  goro_add_cleanup (reachable, never, new_dead (1, NULL));
}

static void test (void)
{
  fill ();
  CHECK (collect_until (3 * MOST) >= 3 * MOST);
  CHECK (calls <= 3 * DEAD);
  goro_keep_alive (reachable);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
