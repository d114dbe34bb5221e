/* SPDX-License-Identifier: MIT */
/* Purpose: long double and __int128 arguments, which are passed in ways of their own. */
#include "support/check.h"

static goro_chan (long double) out;

static void take (int i, long double a, __int128 wide, double d, long double b)
{
  grow (20);
  goro_send (out, i + a * 2 + (long double) (wide >> 64) + d + b);
}

static void test (void)
{
  out = goro_chan_make (long double, 0);
  go take (1, 1.25L, (__int128) 3 << 64, 0.5, 1e18L);
  CHECK (goro_recv (out) == 1 + 2.5L + 3 + 0.5 + 1e18L);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
