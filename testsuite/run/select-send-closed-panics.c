/* SPDX-License-Identifier: MIT */
/* Purpose: A select that chooses to send on a closed channel panics. */
/* Exit: 2 */
/* Stderr: ^panic: send on closed channel */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 1), never = goro_chan_make (int, 0);
  int v;
  goro_close (c);
  return goro_select (goro_case_recv (never, &v), goro_case_send (c, 1));
}
