/* SPDX-License-Identifier: MIT */
/* Purpose: A va_list passed to other functions, copied, and passed by pointer, with growth between
   all of these. */
#include "support/check.h"
#include <stdarg.h>

static OPAQUE int next (va_list *ap)
{
  grow (30);
  return va_arg (*ap, int);
}

static OPAQUE int vsum (int n, va_list ap)
{
  int total = 0;
  while (n-- > 0) {
    grow (10);
    total += va_arg (ap, int);
  }
  return total;
}

static OPAQUE int sum_three_ways (int n, ...)
{
  va_list ap, copy;
  int total, again = 0;

  va_start (ap, n);
  va_copy (copy, ap);
  grow (100);
  total = vsum (n, ap);
  va_end (ap);
  for (int i = 0; i < n; i++)
    again += next (&copy);
  va_end (copy);
  CHECK (total == again);

  va_start (ap, n);
  again = next (&ap) + vsum (n - 1, ap);
  va_end (ap);
  CHECK (total == again);
  return total;
}

static void test (void)
{
  CHECK (sum_three_ways (3, 1, 2, 3) == 6);
  CHECK (sum_three_ways (12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) == 78);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
