/* SPDX-License-Identifier: MIT */
/* Purpose: Arguments on the stack, pointers into the stack among them, are right before
   and after growth, and when passed on. */
#include "support/check.h"

static OPAQUE long last (long a, long b, long c, long d, long e, long f,
                        int *g, long h, const int *i, double j)
{
  grow (50);
  *g += 1;
  return a + b + c + d + e + f + *g + h + *i + (long) j;
}

static OPAQUE long pass (long a, long b, long c, long d, long e, long f,
                        int *g, long h, const int *i, double j)
{
  long first = last (j, h, f, e, d, c, g, b, i, a);
  grow (50);
  return first + last (a, b, c, d, e, f, g, h, i, j);
}

static void test (void)
{
  int x = 10, y = 1000;

  CHECK (pass (1, 2, 3, 4, 5, 6, &x, 7, &y, 8) == (11 + 1036) + (12 + 1036));
  CHECK (x == 12 && y == 1000);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
