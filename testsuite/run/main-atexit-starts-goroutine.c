/* SPDX-License-Identifier: MIT */
/* Purpose: An atexit function can still start a goroutine and use channels. */
/* Output: 5 */
#include "support/check.h"

static goro_chan (int) out;

static void tell (int x) { goro_send (out, x); }

static void at_end (void)
{
  out = goro_chan_make (int, 1);
  go tell (5);
  printf ("%d\n", goro_recv (out));
}

int main (void)
{
  atexit (at_end);
  return 0;
}
