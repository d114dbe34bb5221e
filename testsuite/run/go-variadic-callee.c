/* SPDX-License-Identifier: MIT */
/* Purpose: go with a variadic function: all its arguments arrive. */
#include "support/check.h"
#include <stdarg.h>

static goro_chan (double) out;

static void sum (int n, ...)
{
  va_list ap;
  double total = 0;

  va_start (ap, n);
  for (int i = 0; i < n; i++) {
    grow (10);
    total += va_arg (ap, int);
    total += va_arg (ap, double);
  }
  va_end (ap);
  goro_send (out, total);
}

static void test (void)
{
  out = goro_chan_make (double, 0);
  go sum (2, 1, 0.5, 2, 0.25);
  CHECK (goro_recv (out) == 3.75);
  go sum (10, 1, .5, 2, .5, 3, .5, 4, .5, 5, .5, 6, .5, 7, .5, 8, .5, 9, .5, 10, .5);
  CHECK (goro_recv (out) == 60);
  go sum (0);
  CHECK (goro_recv (out) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
