/* SPDX-License-Identifier: MIT */
/* Purpose: Many live values of mixed kinds across growth: pointers into the stack and elsewhere,
   integers that look like stack addresses, and doubles; integers must not change. */
#include "support/check.h"

static int outside[4] = { 1, 2, 3, 4 };

static OPAQUE uintptr_t disguise (const void *p) { return ~(uintptr_t) p; }
static OPAQUE long number (long n) { grow (3); return n * n; }
static OPAQUE double real (double x) { grow (3); return x + 0.5; }

static OPAQUE long mix (int *in, int *out)
{
  long n1 = number (1), n2 = number (2), n3 = number (3), n4 = number (4), n5 = number (5);
  double d1 = real (1), d2 = real (2), d3 = real (3);
  int *i1 = in + 1, *i2 = in + 2, *o1 = out + 1;
  uintptr_t hidden = disguise (out);

  grow (120);
  CHECK (hidden == disguise (out));
  return n1 + n2 + n3 + n4 + n5 + (long) (d1 + d2 + d3) + *i1 + *i2 + *o1 + in[0] + out[3];
}

static void test (void)
{
  int a[3] = { 100, 200, 300 };

  CHECK (mix (a, outside) == 55 + 7 + 600 + 2 + 4);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
