/* SPDX-License-Identifier: MIT */
/* Purpose: Closing a channel twice is a panic. */
/* Exit: 2 */
/* Stderr: ^panic: close of closed channel */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  goro_close (c);
  goro_close (c);
  return 0;
}
