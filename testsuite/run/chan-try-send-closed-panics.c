/* SPDX-License-Identifier: MIT */
/* Purpose: A try-send on a closed channel is a panic, too. */
/* Exit: 2 */
/* Stderr: ^panic: send on closed channel */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  goro_close (c);
  CHECK (!goro_try_send (c, 1));
  return 0;
}
