/* SPDX-License-Identifier: MIT */
/* Purpose: Several goroutines change the number of Ps at the same time. */
#include "support/check.h"

static void run (int id)
{
  for (int i = 0; i < 10; i++) {
    goro_set_procs (1 + (id + i) % 5);
    goro_yield ();
    grow (10);
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 8);
  for (int i = 0; i < 8; i++)
    go run (i);
  goro_wait_group_wait (&goroutines_under_test);
  int n = goro_set_procs (1);
  CHECK (n >= 1 && n <= 5);
  return 0;
}
