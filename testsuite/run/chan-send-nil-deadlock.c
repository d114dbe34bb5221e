/* SPDX-License-Identifier: MIT */
/* Purpose: A send on a null channel for ever, with nobody else there, is reported as a deadlock. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[chan send \(nil chan\)\]: */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = NULL;
  goro_send (c, 1);
  return 0;
}
