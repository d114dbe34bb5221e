/* SPDX-License-Identifier: MIT */
/* Purpose: 10,000 goroutines in a chain, each adding one to what its neighbour sends. */
/* Output: 10000 */
#include "support/check.h"

static void link (goro_chan (int) left, goro_chan (int) right)
{
  goro_send (left, 1 + goro_recv (right));
}

int main (void)
{
  goro_chan (int) leftmost = goro_chan_make (int, 0);
  goro_chan (int) left = leftmost, right = leftmost;
  for (int i = 0; i < 10000; i++) {
    right = goro_chan_make (int, 0);
    go link (left, right);
    left = right;
  }
  goro_send (right, 0);
  printf ("%d\n", goro_recv (leftmost));
  return 0;
}
