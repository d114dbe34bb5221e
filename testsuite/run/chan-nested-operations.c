/* SPDX-License-Identifier: MIT */
/* Purpose: Channel operations as arguments of channel operations. */
#include "support/check.h"

struct pair { int a, b; };

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 4);
  goro_chan (goro_chan (int)) cc = goro_chan_make (goro_chan (int), 4);
  goro_chan (struct pair) p = goro_chan_make (struct pair, 1);
  goro_send (c, 1);
  goro_send (c, goro_recv (c) + 1);
  goro_send (cc, c);
  goro_send (cc, c);
  goro_send (goro_recv (cc), goro_recv (c) + 1);
  CHECK (goro_recv (goro_recv (cc)) == 3);
  goro_send (c, 4);
  goro_send (c, 5);
  goro_send (p, (struct pair) { goro_recv (c), goro_recv (c) });
  struct pair got = goro_recv (p);
  CHECK (got.a + got.b == 9);
  return 0;
}
