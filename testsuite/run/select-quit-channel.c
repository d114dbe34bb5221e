/* SPDX-License-Identifier: MIT */
/* Purpose: The usual generator: a select of a send and a receive from a quit channel. */
/* Output: 0 1 1 2 3 5 8 13 21 34 */
#include "support/check.h"

static void fibonacci (goro_chan (int) out, goro_chan (int) quit)
{
  int x = 0, y = 1, ignored;
  for (;;)
    switch (goro_select (goro_case_send (out, x), goro_case_recv (quit, &ignored))) {
    case 0: {
      int next = x + y;
      x = y;
      y = next;
      break;
    }
    case 1:
      goro_close (out);
      return;
    }
}

int main (void)
{
  goro_chan (int) out = goro_chan_make (int, 0), quit = goro_chan_make (int, 0);
  go fibonacci (out, quit);
  for (int i = 0; i < 10; i++)
    printf ("%d%c", goro_recv (out), i < 9 ? ' ' : '\n');
  goro_send (quit, 0);
  CHECK (!goro_recv_ok (out, NULL));
  return 0;
}
