/* SPDX-License-Identifier: MIT */
/* Purpose: Loops that walk down to an array's start, and the pointers in front of it that the optimisers make of
   them. */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/check.h"

static OPAQUE int add (int *p)
{
  return grow (2) + *p;
}

static OPAQUE int pre_decrement (int *a, int *p)
{
  int sum = 0;
  while (p > a)
    sum = sum * 3 + add (--p);
  return sum;
}

static OPAQUE int down_to_zero (int *a, int n)
{
  int sum = 0;
  for (int i = n - 1; i >= 0; i--)
    sum = sum * 3 + add (&a[i]) + a[i];
  return sum;
}

static OPAQUE int from_the_end (int *end, long n)
{
  int sum = 0;
  for (long i = -n; i < 0; i++)
    sum = sum * 3 + end[i] + grow (2);
  return sum;
}

static OPAQUE int local (int n)
{
  int a[8], sum = 0;
  for (int *p = a + n; p > a; )
    *--p = n-- + grow (2);
  for (int *p = a + 8; p-- > a; )
    sum = sum * 3 + add (p);
  return sum;
}

static void test (void)
{
  int a[8], down = 0, twice = 0, up = 0;

  for (int i = 7; i >= 0; i--) {
    a[i] = i + 1;
    down = down * 3 + a[i];
    twice = twice * 3 + 2 * a[i];
  }
  for (int i = 0; i < 8; i++)
    up = up * 3 + a[i];
  CHECK (pre_decrement (a, a + 8) == down);
  CHECK (down_to_zero (a, 8) == twice);
  CHECK (from_the_end (a + 8, 8) == up);
  CHECK (local (8) == down);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
