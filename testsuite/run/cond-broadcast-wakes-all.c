/* SPDX-License-Identifier: MIT */
/* Purpose: A broadcast wakes everyone who waits; each holds the mutex when its wait returns. */
#include "support/check.h"

static goro_mutex m;
static goro_cond cond;
static bool open;
static int passed, waiting;

static void waiter (void)
{
  goro_mutex_lock (&m);
  waiting++;
  while (!open)
    goro_cond_wait (&cond, &m);
  int before = passed;
  goro_yield ();
  passed = before + 1;
  goro_mutex_unlock (&m);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 100);
  for (int i = 0; i < 100; i++)
    go waiter ();
  for (int all = 0; !all; goro_yield ()) {
    goro_mutex_lock (&m);
    all = waiting == 100;
    goro_mutex_unlock (&m);
  }
  goro_mutex_lock (&m);
  CHECK (passed == 0);
  open = true;
  goro_mutex_unlock (&m);
  goro_cond_broadcast (&cond);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (passed == 100);
  return 0;
}
