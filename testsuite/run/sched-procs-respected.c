/* SPDX-License-Identifier: MIT */
/* Purpose: GOROMAXPROCS is the number of goroutines that run at the same time: with three Ps never
   four at once. */
/* Procs: 3 */
#include "support/check.h"

static _Atomic int inside, most;

static void run (void)
{
  for (int i = 0; i < 50; i++) {
    int now = ++inside, before = most;
    while (now > before && !__atomic_compare_exchange_n (&most, &before, now, 0, 5, 5))
      ;
    for (volatile int k = 0; k < 1000; k++)
      ;
    inside--;
    goro_yield ();
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  CHECK (goro_set_procs (3) == 3);
  goro_wait_group_add (&goroutines_under_test, 12);
  for (int i = 0; i < 12; i++)
    go run ();
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (most >= 1 && most <= 3);
  return 0;
}
