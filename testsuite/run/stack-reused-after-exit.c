/* SPDX-License-Identifier: MIT */
/* Purpose: Stacks of goroutines that have ended are used again, many times over, after growth to
   various sizes. */
#include "support/check.h"

static _Atomic int ended;

static void run (int n)
{
  int x = n, *p = &x;

  grow (n);
  CHECK (*p == n);
  ended++;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  for (int round = 0; round < 20; round++) {
    goro_wait_group_add (&goroutines_under_test, 50);
    for (int i = 0; i < 50; i++)
      go run (i % 5 * 12);
    goro_wait_group_wait (&goroutines_under_test);
  }
  CHECK (ended == 1000);
  return 0;
}
