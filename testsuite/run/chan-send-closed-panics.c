/* SPDX-License-Identifier: MIT */
/* Purpose: A send on a closed channel is a panic with the goroutine's calls. */
/* Exit: 2 */
/* Stderr: ^panic: send on closed channel */
/* Stderr: goroutine 1 \[ */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 1);
  goro_close (c);
  goro_send (c, 1);
  return 0;
}
