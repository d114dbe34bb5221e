/* SPDX-License-Identifier: MIT */
/* Purpose: A send that waits when the channel is closed is a panic of the sender. */
/* Exit: 2 */
/* Stderr: ^panic: send on closed channel */
#include "support/check.h"

static goro_chan (int) c;

static void sender (void)
{
  goro_send (c, 1);
}

int main (void)
{
  c = goro_chan_make (int, 0);
  go sender ();
  until_waiting (1);
  goro_close (c);
  goro_sleep (GORO_SECOND);
  return 0;
}
