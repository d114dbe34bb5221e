/* SPDX-License-Identifier: MIT */
/* Purpose: More integer arguments than there are registers for them. */
#include "support/check.h"

static goro_chan (long) out;

static void sum (int a, int b, int c, int d, int e, int f, int g, int h, int i, int j)
{
  grow (20);
  goro_send (out, a + 10L * b + 100L * c + 1000L * d + 10000L * e + 100000L * f
                  + 1000000L * g + 10000000L * h + 100000000L * i + 1000000000L * j);
}

static void test (void)
{
  out = goro_chan_make (long, 0);
  go sum (0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  CHECK (goro_recv (out) == 9876543210L);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
