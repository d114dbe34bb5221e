/* SPDX-License-Identifier: MIT */
/* Purpose: 100,000 goroutines sleep at once, for times of up to 100 ms, and all wake, none too early. */
#include "support/check.h"

enum { MANY = 100000 };

static _Atomic int early;

static void nap (int64_t ns)
{
  int64_t start = goro_now ();

  goro_sleep (ns);
  early += goro_now () - start < ns;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, MANY);
  for (int i = 0; i < MANY; i++)
    go nap ((int64_t) (i * 7919L % 100) * GORO_MILLISECOND);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (early == 0);
  return 0;
}
