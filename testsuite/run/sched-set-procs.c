/* SPDX-License-Identifier: MIT */
/* Purpose: goro_set_procs answers the number before, changes it up and down while goroutines run,
   and ignores numbers below one. */
#include "support/check.h"

static _Atomic int done;

static void run (int n)
{
  for (int i = 0; i < n; i++)
    goro_yield ();
  done++;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  int first = goro_set_procs (3);

  CHECK (first == 1 || first == 2 || first == 8);
  CHECK (goro_set_procs (0) == 3);
  CHECK (goro_set_procs (-1) == 3);
  for (int round = 0; round < 30; round++) {
    goro_wait_group_add (&goroutines_under_test, 20);
    for (int i = 0; i < 20; i++)
      go run (i);
    int n = 1 + round * 5 % 7;
    goro_set_procs (n);
    CHECK (goro_set_procs (n) == n);
    goro_wait_group_wait (&goroutines_under_test);
  }
  CHECK (done == 600);
  return 0;
}
