/* SPDX-License-Identifier: MIT */
/* Purpose: A buffered channel is first in, first out, also when its ring wraps around. */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 7);
  int next = 0, expected = 0;
  for (int round = 0; round < 100; round++) {
    for (int i = 0; i < 1 + round % 7; i++)
      goro_send (c, next++);
    CHECK (goro_chan_len (c) == (size_t) (1 + round % 7));
    while (goro_chan_len (c) > 0)
      CHECK (goro_recv (c) == expected++);
  }
  CHECK (next == expected);
  return 0;
}
