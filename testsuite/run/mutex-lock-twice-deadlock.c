/* SPDX-License-Identifier: MIT */
/* Purpose: Locking a mutex twice is a deadlock, and the traceback says where it waits. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[sync.Mutex.Lock\]: */
#include "support/check.h"

static goro_mutex m;

int main (void)
{
  goro_mutex_lock (&m);
  goro_mutex_lock (&m);
  return 0;
}
