/* SPDX-License-Identifier: MIT */
/* Purpose: Loops that walk down to an array's start, and the pointers in front of it that the optimisers make of
   them. */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/derived.h"

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

/* The index comes from outside and is taken down by a constant: where the sum is split, one part is the
   address of what lies far in front of the array.  */
TWICE (long, far_in_front, (int *p, struct five *q, unsigned x, int y, long n), {
  long s = 1;
  char r[64];
  for (unsigned z = 0; z < sizeof r; z++)
    r[z] = z * 8;
  for (long i = n - 1; i >= 0; i--) {
    s = s * 3 + q[i * 2 + x - 3000].a;
    for (long k = 3; k >= 0; k--) {
      s = s * 5 + p[x + k * 2 - 3000];
      s = s * 3 + r[k + (y - 399999998)];
      r[i - 400000000 + y + 2] = s;
    }
    s += move (0);
    s = s * 3 + q[i + y - 400000000].b;
  }
  for (long i = n; i-- > 0; )
    s = s * 3 + q[y + i - 400000000].a + p[x + i - 3000];
  return s;
})

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
  char m[2][1536] __attribute__ ((aligned (16)));
  fill (m[0], sizeof m[0], 3);
  fill (m[1], sizeof m[1], 5);
  CHECK (far_in_front ((int *) m[0], (struct five *) m[1], 3000, 400000000, 12)
         == far_in_front_plain ((int *) m[0], (struct five *) m[1], 3000, 400000000, 12));
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
