/* SPDX-License-Identifier: MIT */
/* Purpose: Unlocking a mutex that nobody holds is fatal. */
/* Exit: 2 */
/* Stderr: ^fatal error: sync: unlock of unlocked mutex */
#include "support/check.h"

static goro_mutex m;

int main (void)
{
  goro_mutex_lock (&m);
  goro_mutex_unlock (&m);
  goro_mutex_unlock (&m);
  return 0;
}
