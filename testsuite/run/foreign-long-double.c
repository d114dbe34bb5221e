/* SPDX-License-Identifier: MIT */
/* Purpose: long double arguments and results of foreign functions. */
/* Options: -Wl,--no-as-needed -lm */
#include "support/check.h"
#include <math.h>
#include <string.h>

static OPAQUE long double parse (const char *text, char **end)
{
  long double x = strtold (text, end);
  grow (20);
  return x;
}

static void test (void)
{
  char text[] = "1.25e10xyz", out[100], *end;
  long double x = parse (text, &end);

  CHECK (x == 1.25e10L && end == text + 7);
  x = sqrtl (x * x) + fmal (2.0L, 3.0L, 4.0L);
  snprintf (out, sizeof out, "%d %.2Lf %s %.1Lf %d %d %d %d %Lg", 1, x, "s", -0.5L, 2, 3, 4, 5, 1e4000L);
  CHECK (strcmp (out, "1 12500000010.00 s -0.5 2 3 4 5 1e+4000") == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
