/* SPDX-License-Identifier: MIT */
/* Purpose: 100,000 goroutines, started as fast as possible by one and by eight others. */
#include "support/check.h"

enum { EACH = 12500 };

static _Atomic int ran;

static void one (int n)
{
  ran += n;
  goro_wait_group_done (&goroutines_under_test);
}

static void starter (void)
{
  for (int i = 0; i < EACH; i++)
    go one (1);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 8 * EACH);
  for (int i = 0; i < 8 * EACH; i++)
    go one (1);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (ran == 8 * EACH);

  goro_wait_group_add (&goroutines_under_test, 8 * EACH + 8);
  for (int i = 0; i < 8; i++)
    go starter ();
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (ran == 16 * EACH);
  return 0;
}
