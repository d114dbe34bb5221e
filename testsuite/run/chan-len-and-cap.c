/* SPDX-License-Identifier: MIT */
/* Purpose: goro_chan_len counts what is in the buffer, goro_chan_cap is its room. */
#include "support/check.h"

int main (void)
{
  goro_chan (char) c = goro_chan_make (char, 10), u = goro_chan_make (char, 0);
  for (size_t i = 0; i < 10; i++) {
    CHECK (goro_chan_len (c) == i && goro_chan_cap (c) == 10);
    goro_send (c, 'x');
  }
  goro_recv (c);
  CHECK (goro_chan_len (c) == 9);
  CHECK (goro_chan_len (u) == 0 && goro_chan_cap (u) == 0);
  return 0;
}
