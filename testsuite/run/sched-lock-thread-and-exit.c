/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that end while tied to their thread take it with them; others go on. */
#include "support/check.h"

static _Atomic int ended;

static void run (void)
{
  goro_lock_thread ();
  goro_yield ();
  ended++;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  for (int i = 0; i < 10; i++) {
    goro_wait_group_add (&goroutines_under_test, 5);
    for (int k = 0; k < 5; k++)
      go run ();
    goro_wait_group_wait (&goroutines_under_test);
  }
  CHECK (ended == 50);
  return 0;
}
