/* SPDX-License-Identifier: MIT */
/* Purpose: Functions that the compiler inlines, clones and splits, with early exits that need
   no frame. */
#include "support/check.h"

static int clamp (int x, int low, int high)
{
  return x < low ? low : x > high ? high : x;
}

/* The first lines need no frame: a candidate for shrink-wrapping and splitting.  */
static NOINLINE long quick_or_slow (const long *p, int n)
{
  if (n == 0)
    return 0;
  if (n < 0)
    return *p;
  long buffer[60], sum = 0;
  for (int i = 0; i < 60; i++)
    buffer[i] = *p + i;
  grow (n);
  for (int i = 0; i < 60; i++)
    sum += buffer[clamp (i, 10, 50)];
  return sum + quick_or_slow (p, n - 1);
}

static void test (void)
{
  long x = 5;

  CHECK (quick_or_slow (&x, 0) == 0);
  CHECK (quick_or_slow (&x, -3) == 5);
  long one = 0;
  for (int i = 0; i < 60; i++)
    one += 5 + clamp (i, 10, 50);
  CHECK (quick_or_slow (&x, 40) == 40 * one);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
