/* SPDX-License-Identifier: MIT */
/* Purpose: All goroutines wait for ever: fatal, with Go's text and why goroutine 1 waits. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock!$ */
/* Stderr: ^goroutine 1 \[chan receive(, [^]]*)?\]:$ */
/* Stderr: main */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  return goro_recv (c);
}
