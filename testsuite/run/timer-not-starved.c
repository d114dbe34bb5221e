/* SPDX-License-Identifier: MIT */
/* Purpose: Sleepers wake in time though the only P is always busy with goroutines that yield. */
/* Procs: 1 */
#include "support/check.h"

static _Atomic int stop;

static void busy (void)
{
  while (!stop)
    goro_yield ();
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 5);
  for (int i = 0; i < 5; i++)
    go busy ();
  int64_t start = goro_now ();
  for (int i = 0; i < 10; i++)
    goro_sleep (GORO_MILLISECOND);
  CHECK (goro_now () - start < GORO_SECOND);
  stop = 1;
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
