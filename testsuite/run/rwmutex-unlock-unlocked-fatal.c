/* SPDX-License-Identifier: MIT */
/* Purpose: Unlocking a readers-writer mutex that no writer holds is fatal. */
/* Exit: 2 */
/* Stderr: ^fatal error: sync: Unlock of unlocked RWMutex */
#include "support/check.h"

static goro_rwmutex rw;

int main (void)
{
  goro_rwmutex_read_lock (&rw);
  goro_rwmutex_unlock (&rw);
  return 0;
}
