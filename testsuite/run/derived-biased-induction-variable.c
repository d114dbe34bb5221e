/* SPDX-License-Identifier: MIT */
/* Purpose: Induction variables that the optimisers may bias far outside of their array are no pointers that
   outlive it: loops with calls, in a caller's array and in a local one. */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/derived.h"

/* How far.  The index comes from outside: the compiler cannot cancel it.  */
enum { FAR = 1000000, NEAR = 700 };
struct triple { long a, b, c; };

static OPAQUE long in_callers_array (struct triple *p, unsigned long from, long near_by, long n)
{
  long sum = 1;
  for (long i = 0; i < n; i++) {
    sum = sum * 3 + p[i * 2 + from - FAR].a;
    sum += (move (0) - 1) + 1;
    sum = sum * 3 + p[i + near_by - NEAR + 1].b;
    sum += (move (0) - 1);
    p[i * 2 + from - FAR].c = sum;
  }
  return sum;
}

static OPAQUE long in_local_array (unsigned long from, long near_by, long n)
{
  struct triple p[24];
  long sum = 1;
  for (int i = 0; i < 24; i++)
    p[i] = (struct triple) { i, i * 2 + (move (0) - 1), i * 3 };
  for (long i = 0; i < n; i++) {
    sum = sum * 3 + p[i * 2 + from - FAR].a;
    p[i + near_by - NEAR].b += (move (0) - 1);
    sum = sum * 3 + p[i + near_by - NEAR + 1].b;
    p[i * 2 + from - FAR].c = sum;
  }
  for (int i = 0; i < 24; i++)
    sum = sum * 7 + p[i].a + p[i].b + p[i].c;
  return sum;
}

static OPAQUE long by_index (long *a, unsigned long from, unsigned long to)
{
  long sum = 0;
  for (unsigned long i = from; i < to; i++)
    sum = sum * 3 + a[i - FAR] + (move (0) - 1);
  return sum;
}

static void test (void)
{
  struct triple p[24];
  long a[10], expected = 0;

  for (int i = 0; i < 10; i++) {
    a[i] = i * i;
    expected = expected * 3 + a[i];
  }
  CHECK (by_index (a, FAR, FAR + 10) == expected);
  for (int i = 0; i < 24; i++)
    p[i] = (struct triple) { i, i * 2, i * 3 };
  long sum = 1;
  for (long i = 0; i < 12; i++) {
    sum = sum * 3 + 2 * i + 1;
    sum = sum * 3 + (i + 1) * 2;
  }
  CHECK (in_callers_array (p, FAR, NEAR, 12) == sum);
  CHECK (p[22].c == sum);
  sum = 1;
  for (long i = 0; i < 12; i++) {
    sum = sum * 3 + 2 * i;
    sum = sum * 3 + (i + 1) * 2;
    a[0] = sum;
  }
  long total = sum, c[24];
  sum = 1;
  for (int i = 0; i < 24; i++)
    c[i] = i * 3;
  for (long i = 0; i < 12; i++) {
    sum = (sum * 3 + 2 * i) * 3 + (i + 1) * 2;
    c[i * 2] = sum;
  }
  for (int i = 0; i < 24; i++)
    total = total * 7 + i + i * 2 + c[i];
  CHECK (in_local_array (FAR, NEAR, 12) == total);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
