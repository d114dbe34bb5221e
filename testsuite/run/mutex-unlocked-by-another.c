/* SPDX-License-Identifier: MIT */
/* Purpose: A mutex may be unlocked by another goroutine than the one that locked it. */
#include "support/check.h"

static goro_mutex m;
static _Atomic int released;

static void releaser (void)
{
  goro_sleep (SOON);
  released = 1;
  goro_mutex_unlock (&m);
}

int main (void)
{
  goro_mutex_lock (&m);
  go releaser ();
  goro_mutex_lock (&m);
  CHECK (released);
  goro_mutex_unlock (&m);
  return 0;
}
