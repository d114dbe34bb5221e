/* SPDX-License-Identifier: MIT */
/* Purpose: go f (x) with a function of this file: it runs, with its argument. */
#include "support/check.h"

static int got;

static void set (int value)
{
  got = value;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 1);
  go set (42);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (got == 42);
  return 0;
}
