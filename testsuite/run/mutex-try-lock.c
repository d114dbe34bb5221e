/* SPDX-License-Identifier: MIT */
/* Purpose: goro_mutex_try_lock locks a free mutex and leaves a locked one alone. */
#include "support/check.h"

static goro_mutex m;

static void try (void)
{
  CHECK (!goro_mutex_try_lock (&m));
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  CHECK (goro_mutex_try_lock (&m));
  CHECK (!goro_mutex_try_lock (&m));
  goro_wait_group_add (&goroutines_under_test, 1);
  go try ();
  goro_wait_group_wait (&goroutines_under_test);
  goro_mutex_unlock (&m);
  CHECK (goro_mutex_try_lock (&m));
  goro_mutex_unlock (&m);
  goro_mutex_lock (&m);
  goro_mutex_unlock (&m);
  return 0;
}
