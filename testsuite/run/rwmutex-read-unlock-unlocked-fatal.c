/* SPDX-License-Identifier: MIT */
/* Purpose: Read-unlocking a readers-writer mutex that no reader holds is fatal. */
/* Exit: 2 */
/* Stderr: ^fatal error: sync: RUnlock of unlocked RWMutex */
#include "support/check.h"

static goro_rwmutex rw;

int main (void)
{
  goro_rwmutex_lock (&rw);
  goro_rwmutex_read_unlock (&rw);
  return 0;
}
