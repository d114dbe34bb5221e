/* SPDX-License-Identifier: MIT */
/* Purpose: Two goroutines hand one number back and forth over two unbuffered channels. */
/* Output: 20000 */
#include "support/check.h"

static void player (goro_chan (int) in, goro_chan (int) out)
{
  goro_range (v, in)
    goro_send (out, v + 1);
  goro_close (out);
}

int main (void)
{
  goro_chan (int) there = goro_chan_make (int, 0), back = goro_chan_make (int, 0);
  int v = 0;
  go player (there, back);
  while (v < 20000) {
    goro_send (there, v + 1);
    v = goro_recv (back);
  }
  printf ("%d\n", v);
  goro_close (there);
  CHECK (!goro_recv_ok (back, &v));
  return 0;
}
