/* SPDX-License-Identifier: MIT */
/* Purpose: What was in the buffer of a closed channel can be received, then come zeroes. */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 4);
  int v = -1;
  goro_send (c, 5);
  goro_send (c, 6);
  goro_close (c);
  CHECK (goro_chan_len (c) == 2);
  CHECK (goro_recv (c) == 5);
  CHECK (goro_recv_ok (c, &v) && v == 6);
  CHECK (!goro_recv_ok (c, &v) && v == 0);
  CHECK (goro_recv (c) == 0);
  return 0;
}
