/* SPDX-License-Identifier: MIT */
/* Purpose: A value sent is converted to the element type as an assignment converts it. */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 4);
  goro_chan (double) d = goro_chan_make (double, 1);
  goro_chan (unsigned char) b = goro_chan_make (unsigned char, 1);
  goro_send (c, 2.9);
  CHECK (goro_recv (c) == 2);
  CHECK (goro_try_send (c, -2.9) && goro_recv (c) == -2);
  goro_send (d, 3);
  CHECK (goro_recv (d) == 3.0);
  int wide = 0x1ff;
  goro_send (b, wide);
  CHECK (goro_recv (b) == 0xff);
  CHECK (goro_select (goro_case_send (c, 7.7)) == 0 && goro_recv (c) == 7);
  return 0;
}
