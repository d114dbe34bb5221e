/* SPDX-License-Identifier: MIT */
/* Purpose: 128-bit integers, long doubles and complex numbers as arguments, results and locals
   that live across growth, beside pointers. */
#include "support/check.h"
#include <complex.h>

typedef __int128 wide;
typedef unsigned __int128 uwide;

static OPAQUE wide wide_sum (int n, wide a, int *p, uwide b, wide c, wide d)
{
  wide below = n > 0 ? wide_sum (n - 1, a + 1, p, b, c, d) : 0;
  grow (2);
  return below + a + (wide) b * *p + c / d;
}

static OPAQUE long double long_sum (int n, long double a, int *p, long double b)
{
  long double x = a * b, below = n > 0 ? long_sum (n - 1, a + 1, p, b) : 0;
  grow (2);
  return below + x + a / b + *p;
}

#define COMPLEX(T, NAME) \
  static OPAQUE T _Complex NAME (int n, T _Complex a, int *p, T _Complex b) \
  { \
    T _Complex x = a * b, below = n > 0 ? NAME (n - 1, a + 1, p, b) : 0; \
    grow (2); \
    return below + x + a / b + (T) *p; \
  }
COMPLEX (float, float_sum)
COMPLEX (double, double_sum)
COMPLEX (long double, long_double_sum)
COMPLEX (int, int_sum)

static void test (void)
{
  int x = 5;
  wide w = wide_sum (20, (wide) 1 << 100, &x, (uwide) 1 << 70, (wide) 1 << 90, 1 << 20), expected = 0;

  for (int i = 0; i <= 20; i++)
    expected += ((wide) 1 << 100) + i + (((wide) 1 << 70) * 5) + ((wide) 1 << 70);
  CHECK (w == expected);
  CHECK (long_sum (10, 1, &x, 2) == 66 * 2 + 33 + 55);
  CHECK (float_sum (10, 1 + 2 * I, &x, 2) == 2 * (66 + 22 * I) + 33 + 11 * I + 55);
  CHECK (double_sum (10, 1 + 2 * I, &x, 2) == 2 * (66 + 22 * I) + 33 + 11 * I + 55);
  CHECK (long_double_sum (10, 1 + 2 * I, &x, 2) == 2 * (66 + 22 * I) + 33 + 11 * I + 55);
  CHECK (int_sum (10, 2 + 2i, &x, 1) == 2 * (77 + 22i) + 55);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
