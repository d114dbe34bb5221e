/* SPDX-License-Identifier: MIT */
/* Purpose: A thousand goroutines wait for one mutex; all get it. */
#include "support/check.h"

static goro_mutex m;
static int got;

static void waiter (void)
{
  goro_mutex_lock (&m);
  got++;
  goro_mutex_unlock (&m);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 1000);
  goro_mutex_lock (&m);
  for (int i = 0; i < 1000; i++)
    go waiter ();
  goro_sleep (SOON);
  CHECK (got == 0);
  goro_mutex_unlock (&m);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (got == 1000);
  return 0;
}
