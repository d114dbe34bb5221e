/* SPDX-License-Identifier: MIT */
/* Purpose: Arithmetic that GCC expands to calls of libgcc: __int128 division, float conversions,
   complex multiplication. */
#include "support/check.h"
#include <complex.h>

static OPAQUE __int128 divide (__int128 a, __int128 b) { return a / b; }
static OPAQUE unsigned __int128 modulo (unsigned __int128 a, unsigned __int128 b) { return a % b; }
static OPAQUE double complex multiply (double complex a, double complex b) { return a * b; }
static OPAQUE double complex quotient (double complex a, double complex b) { return a / b; }
static OPAQUE double to_double (__int128 a) { return (double) a; }
static OPAQUE __int128 from_double (double a) { return (__int128) a; }

static OPAQUE int recurse (int depth)
{
  __int128 big = (__int128) 1 << 100;
  double complex z = multiply (1 + 2 * I, 3 + 4 * I);

  int below = depth > 0 ? recurse (depth - 1) : 0;
  CHECK (divide (big, 1 << 20) == (__int128) 1 << 80);
  CHECK (modulo ((unsigned __int128) big + 5, 1 << 10) == 5);
  CHECK (creal (z) == -5 && cimag (z) == 10);
  CHECK (quotient (z, 3 + 4 * I) == 1 + 2 * I);
  CHECK (from_double (to_double (big)) == big);
  return below + 1;
}

static void test (void)
{
  CHECK (recurse (40) == 41);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
