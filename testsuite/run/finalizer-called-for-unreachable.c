/* SPDX-License-Identifier: MIT */
/* Purpose: A finalizer is called once, with its object, when that is unreachable, and not while it is reachable. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/dead.h"

static struct dead *reachable[DEAD];
static _Atomic int seen[2 * DEAD];

static void finalize (struct dead *p)
{
  CHECK (p->number >= 0 && p->number < 2 * DEAD);
  seen[p->number]++;
  calls++;
}

static OPAQUE void fill (void)
{
  for (int i = 0; i < DEAD; i++) {
    goro_set_finalizer (new_dead (i, NULL), finalize);
    reachable[i] = new_dead (DEAD + i, NULL);
    goro_set_finalizer (reachable[i], finalize);
  }
}

static void test (void)
{
  fill ();
  CHECK (collect_until (MOST) >= MOST);
  goro_gc ();
  goro_gc ();
  for (int i = 0; i < DEAD; i++) {
    CHECK (seen[i] <= 1);
    CHECK (seen[DEAD + i] == 0 && reachable[i]->number == DEAD + i);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
