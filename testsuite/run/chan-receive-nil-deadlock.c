/* SPDX-License-Identifier: MIT */
/* Purpose: A receive on a null channel for ever, with nobody else there, is reported as a deadlock. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[chan receive \(nil chan\)\]: */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = NULL;
  goro_recv (c);
  return 0;
}
