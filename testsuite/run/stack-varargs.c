/* SPDX-License-Identifier: MIT */
/* Purpose: Variable arguments are read with growth between: from registers, from the stack,
   doubles, pointers into the stack. */
#include "support/check.h"
#include <stdarg.h>

static OPAQUE double sum (int n, ...)
{
  va_list ap;
  double total = 0;

  va_start (ap, n);
  for (int i = 0; i < n; i++) {
    total += va_arg (ap, int);
    grow (10 + i);
    total += *va_arg (ap, int *);
    grow (20 + i);
    total += va_arg (ap, double);
  }
  va_end (ap);
  return total;
}

static void test (void)
{
  int a = 100, b = 200, c = 300;

  CHECK (sum (1, 1, &a, 0.5) == 101.5);
  CHECK (sum (3, 1, &a, 0.5, 2, &b, 0.25, 3, &c, 0.125) == 606.875);
  CHECK (sum (7, 1, &a, 1., 1, &b, 1., 1, &c, 1., 1, &a, 1., 1, &b, 1., 1, &c, 1., 1, &a, 1.) == 1314);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
