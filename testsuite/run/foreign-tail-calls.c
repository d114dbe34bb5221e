/* SPDX-License-Identifier: MIT */
/* Purpose: Calls in tail position, to foreign and to instrumented functions, with results of all kinds. */
/* Options: -Wl,--no-as-needed -lm */
#include "support/check.h"
#include <math.h>
#include <string.h>

static OPAQUE size_t length (const char *s) { return strlen (s); }
static OPAQUE double root (double x) { return sqrt (x) + 0 * x; }
static OPAQUE double power (double x, double y) { return pow (x, y); }
static OPAQUE long double root_l (long double x) { return sqrtl (x); }
static OPAQUE ldiv_t divide (long a, long b) { return ldiv (a, b); }
static OPAQUE int print (char *p, int a, int b, int c, int d, int e, int f)
{
  return sprintf (p, "%d%d%d%d%d%d", a, b, c, d, e, f);
}
static OPAQUE int down (int n) { return n == 0 ? 7 : down (n - 1); }

static void test (void)
{
  char text[20];

  for (int i = 0; i < 5; i++) {
    grow (i * 10);
    CHECK (length ("12345") == 5 && root (16) == 4 && power (2, 3) == 8 && root_l (25) == 5);
    CHECK (divide (17, 3).quot == 5 && divide (17, 3).rem == 2);
    CHECK (print (text, 1, 2, 3, 4, 5, 6) == 6 && strcmp (text, "123456") == 0);
    CHECK (down (200) == 7);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
