/* SPDX-License-Identifier: MIT */
/* Purpose: Frames of 5 KB and 100 KB on a fresh stack, also with arguments in registers and on
   the stack, and below each other. */
#include "support/check.h"

static OPAQUE void fill (volatile char *p, int n, char c)
{
  for (int i = 0; i < n; i += 100)
    p[i] = c;
}

static OPAQUE int medium (int a, const int *p)
{
  volatile char frame[5000];
  fill (frame, 5000, 1);
  grow (30);
  return a + *p + frame[4900];
}

static OPAQUE long large (int n, const int *p, long c, long d, long e, long f, long g, double h)
{
  volatile char frame[100000];

  fill (frame, 100000, (char) n);
  long below = n > 0 ? large (n - 1, p, c, d, e, f, g, h) : medium (1, p);
  CHECK (frame[0] == n && frame[99900] == n);
  return below + *p + g + (long) h;
}

static void test (void)
{
  int x = 10;

  CHECK (medium (5, &x) == 16);
  CHECK (large (5, &x, 1, 2, 3, 4, 100, 1000.0) == 12 + 6 * 1110);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
