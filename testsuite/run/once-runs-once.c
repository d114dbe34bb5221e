/* SPDX-License-Identifier: MIT */
/* Purpose: goro_once_do calls its function once, and nobody returns from it before that call has. */
#include "support/check.h"

static goro_once once;
static _Atomic int calls, done;

static void set_up (void)
{
  calls++;
  goro_sleep (SOON);
  done = 1;
}

static void user (void)
{
  goro_once_do (&once, set_up);
  CHECK (done);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 20);
  for (int i = 0; i < 20; i++)
    go user ();
  goro_wait_group_wait (&goroutines_under_test);
  goro_once_do (&once, set_up);
  CHECK (calls == 1);
  return 0;
}
