/* SPDX-License-Identifier: MIT */
/* Purpose: While all goroutines sleep the process uses next to no CPU time. */
#include "support/check.h"
#include <time.h>

static void nap (void)
{
  goro_sleep (300 * GORO_MILLISECOND);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 10);
  for (int i = 0; i < 10; i++)
    go nap ();
  goro_wait_group_wait (&goroutines_under_test);
  CHECK ((double) clock () / CLOCKS_PER_SEC < 0.15);
  return 0;
}
