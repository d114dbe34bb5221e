/* SPDX-License-Identifier: MIT */
/* Purpose: Everyone who waits for a wait group goes on when its counter becomes zero. */
#include "support/check.h"

static goro_wait_group wg, waiters;
static _Atomic int woken;

static void waiter (void)
{
  goro_wait_group_wait (&wg);
  woken++;
  goro_wait_group_done (&waiters);
}

int main (void)
{
  goro_wait_group_add (&wg, 2);
  goro_wait_group_add (&waiters, 50);
  for (int i = 0; i < 50; i++)
    go waiter ();
  goro_sleep (SOON);
  goro_wait_group_done (&wg);
  goro_sleep (SOON);
  CHECK (woken == 0);
  goro_wait_group_done (&wg);
  goro_wait_group_wait (&waiters);
  CHECK (woken == 50);
  return 0;
}
