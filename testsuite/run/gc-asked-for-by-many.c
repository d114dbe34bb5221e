/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines ask for collections all the time while others go on by themselves: each of them returns, and each that was asked
   for by name counts as such. */
/* Env: GORODEBUG=gcloop=1 */
/* Stress: without gcstress gcloop slices, it has its own loop */
#include "support/check.h"

enum { GOROUTINES = 8, EACH = 40 };

static void ask (void)
{
  for (int i = 0; i < EACH; i++) {
    goro_mem_stats before, after;
    goro_read_mem_stats (&before);
    goro_gc ();
    goro_read_mem_stats (&after);
    CHECK (after.num_gc > before.num_gc && after.num_forced_gc > before.num_forced_gc);
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, GOROUTINES);
  for (int i = 0; i < GOROUTINES; i++)
    go ask ();
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
