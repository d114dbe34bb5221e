/* SPDX-License-Identifier: MIT */
/* Purpose: A writer that waits keeps new readers out, so readers without a pause do not starve it. */
#include "support/check.h"

static goro_rwmutex rw;
static _Atomic int order;

static void late_reader (void)
{
  goro_rwmutex_read_lock (&rw);
  CHECK (order == 1);
  goro_rwmutex_read_unlock (&rw);
  goro_wait_group_done (&goroutines_under_test);
}

static void writer (void)
{
  goro_rwmutex_lock (&rw);
  order = 1;
  goro_rwmutex_unlock (&rw);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 2);
  goro_rwmutex_read_lock (&rw);
  go writer ();
  until_waiting (1);
  CHECK (!goro_rwmutex_try_read_lock (&rw));
  go late_reader ();
  until_waiting (2);
  CHECK (order == 0);
  goro_rwmutex_read_unlock (&rw);
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
