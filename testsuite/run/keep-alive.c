/* SPDX-License-Identifier: MIT */
/* Purpose: An object whose pointer is not used any more is found unreachable while its function runs on, unless goro_keep_alive comes later. */
/* Levels: -O2 */
#include "support/dead.h"

static _Atomic int kept_calls;

static void finalize (struct dead *p)
{
  if (p->number >= 0)
    calls++;
  else
    kept_calls++;
}

static OPAQUE void with (int n)
{
  /* A pointer keeps the object before it, too, of which it may be the end.  */
  new_dead (0, NULL);
  struct dead *kept = new_dead (-1, NULL), *not_kept = new_dead (1, NULL);
  goro_set_finalizer (kept, finalize);
  goro_set_finalizer (not_kept, finalize);
  if (n > 1)
    with (n - 1);
  else
    CHECK (collect_until (MOST) >= MOST && kept_calls == 0);
  goro_keep_alive (kept);
}

static void test (void)
{
  with (DEAD);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
