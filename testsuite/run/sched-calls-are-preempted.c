/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine that calls functions all the time and never blocks does not keep another
   from running on the only P. */
/* Procs: 1 */
#include "support/check.h"

static _Atomic int stop, done;

static OPAQUE int deep (int n) { return n == 0 ? 1 : deep (n - 1) + 1; }

static void spin (void)
{
  while (!stop)
    deep (20);
  done = 1;
  goro_wait_group_done (&goroutines_under_test);
}

static void other (void)
{
  stop = 1;
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 1);
  go spin ();
  go other ();
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (done == 1);
  return 0;
}
