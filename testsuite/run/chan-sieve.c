/* SPDX-License-Identifier: MIT */
/* Purpose: A chain of filters, one goroutine for each prime. */
/* Output: 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 61 67 71 */
#include "support/check.h"

static void generate (goro_chan (int) out)
{
  for (int i = 2;; i++)
    goro_send (out, i);
}

static void filter (goro_chan (int) in, goro_chan (int) out, int prime)
{
  for (;;) {
    int i = goro_recv (in);
    if (i % prime != 0)
      goro_send (out, i);
  }
}

int main (void)
{
  goro_chan (int) in = goro_chan_make (int, 0);
  go generate (in);
  for (int i = 0; i < 20; i++) {
    int prime = goro_recv (in);
    goro_chan (int) out = goro_chan_make (int, 0);
    printf ("%d%c", prime, i < 19 ? ' ' : '\n');
    go filter (in, out, prime);
    in = out;
  }
  return 0;
}
