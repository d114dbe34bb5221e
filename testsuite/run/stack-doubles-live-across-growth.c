/* SPDX-License-Identifier: MIT */
/* Purpose: Floating-point values of all kinds, live across calls that grow the stack. */
#include "support/check.h"

static OPAQUE double half (double x) { grow (30); return x / 2; }

static OPAQUE double many (double a, double b, float c, double d, long double e)
{
  double r1 = half (a), r2 = half (b), r4 = half (d);
  float r3 = (float) half (c);
  long double r5 = e * 2;

  grow (100);
  return r1 + 10 * r2 + 100 * r3 + 1000 * r4 + (double) (10000 * r5)
         + a * b + b * c + c * d + (double) (d * e);
}

static void test (void)
{
  CHECK (many (2, 4, 6, 8, 10) == 1 + 20 + 300 + 4000 + 200000 + 8 + 24 + 48 + 80);

  double series = 0, sign = 1;
  for (int i = 0; i < 200; i++) {
    series += sign / (2 * i + 1);
    sign = -sign;
    grow (i % 20);
  }
  CHECK (series > 0.784 && series < 0.786);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
