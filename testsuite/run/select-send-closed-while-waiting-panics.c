/* SPDX-License-Identifier: MIT */
/* Purpose: A select that waits in a send when the channel is closed panics. */
/* Exit: 2 */
/* Stderr: ^panic: send on closed channel */
#include "support/check.h"

static goro_chan (int) c, never;

static void selects (void)
{
  int v;
  goro_select (goro_case_recv (never, &v), goro_case_send (c, 1));
}

int main (void)
{
  c = goro_chan_make (int, 0);
  never = goro_chan_make (int, 0);
  go selects ();
  until_waiting (1);
  goro_close (c);
  goro_sleep (GORO_SECOND);
  return 0;
}
