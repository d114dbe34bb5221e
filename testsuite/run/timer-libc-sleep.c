/* SPDX-License-Identifier: MIT */
/* Purpose: usleep, nanosleep and sleep of the C library put the goroutine to sleep, not the thread:
   many sleep at the same time on one P. */
/* Procs: 1 */
#include "support/check.h"
#include <time.h>
#include <unistd.h>

static void nap (int how)
{
  struct timespec t = { 0, 100000000 }, rest = { 5, 5 };

  if (how == 0)
    CHECK (usleep (100000) == 0);
  else if (how == 1)
    CHECK (nanosleep (&t, &rest) == 0);
  else
    CHECK (sleep (0) == 0);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  int64_t start = goro_now ();

  goro_wait_group_add (&goroutines_under_test, 99);
  for (int i = 0; i < 99; i++)
    go nap (i % 3);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (goro_now () - start < 3 * GORO_SECOND);
  CHECK (goro_now () - start >= 100 * GORO_MILLISECOND);
  return 0;
}
