/* SPDX-License-Identifier: MIT */
/* Purpose: A receive on an open channel for ever, with nobody else there, is reported as a deadlock. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[chan receive\]: */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  goro_recv (c);
  return 0;
}
