/* SPDX-License-Identifier: MIT */
/* Purpose: Fifty goroutines are in blocking foreign calls at once, whatever the number of Ps. */
/* Foreign: support/foreign-sleep.c */
#include "support/check.h"

extern int foreign_sleep (int ms);

static _Atomic int right;

static void run (int id)
{
  int local = id;

  right += foreign_sleep (50 + id % 3) == 50 + id % 3 && local == id;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  int64_t start = goro_now ();

  goro_wait_group_add (&goroutines_under_test, 50);
  for (int i = 0; i < 50; i++)
    go run (i);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (right == 50);
  CHECK (goro_now () - start < 2 * GORO_SECOND);
  return 0;
}
