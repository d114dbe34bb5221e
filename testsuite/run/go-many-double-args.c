/* SPDX-License-Identifier: MIT */
/* Purpose: More floating-point arguments than there are vector registers for them. */
#include "support/check.h"

static goro_chan (double) out;

static void sum (double a, double b, double c, double d, double e, double f, double g, double h,
                 double i, double j)
{
  grow (20);
  goro_send (out, a + 2 * b + 4 * c + 8 * d + 16 * e + 32 * f + 64 * g + 128 * h + 256 * i + 512 * j);
}

static void test (void)
{
  out = goro_chan_make (double, 0);
  go sum (1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5);
  CHECK (goro_recv (out) == 1023 + 256);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
