/* SPDX-License-Identifier: MIT */
/* Purpose: float and double arguments and results of foreign functions, live across other calls. */
/* Options: -Wl,--no-as-needed -lm */
#include "support/check.h"
#include <math.h>

static OPAQUE double identity (double x) { grow (5); return x; }

static void test (void)
{
  volatile float f = 2.25f;
  volatile double d = 2;
  int exponent;

  float root = sqrtf (f);
  double power = pow (d, 10), sum = 0;
  for (int i = 0; i < 20; i++)
    sum += fabs (sin (identity (i))) + floor (power / (i + 1));
  double mantissa = frexp (identity (48), &exponent);
  CHECK (root == 1.5f && power == 1024 && fmodf (7.5f, 2) == 1.5f);
  CHECK (sum > 3600 && sum < 3700);
  CHECK (mantissa == 0.75 && exponent == 6);
  CHECK (strtof ("0.5", NULL) + strtod ("0.25", NULL) == 0.75);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
