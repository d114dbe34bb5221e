/* SPDX-License-Identifier: MIT */
/* Purpose: Waiting for a permit that nobody will give is a deadlock. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[semacquire\]: */
#include "support/check.h"

static goro_sem sem;

int main (void)
{
  goro_sem_acquire (&sem);
  return 0;
}
