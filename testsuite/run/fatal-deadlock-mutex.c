/* SPDX-License-Identifier: MIT */
/* Purpose: Locking a mutex twice in the only goroutine is a deadlock. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock!$ */
#include "support/check.h"

int main (void)
{
  static goro_mutex m;
  goro_mutex_lock (&m);
  goro_mutex_lock (&m);
  return 0;
}
