/* SPDX-License-Identifier: MIT */
/* Purpose: Floating-point and vector arguments are in registers while the check at the callee's
   entry moves the stack. */
#include "support/check.h"

typedef float quad __attribute__ ((vector_size (16)));

static OPAQUE double eight (double a, double b, double c, double d, double e, double f, double g, double h)
{
  volatile char frame[3000];
  frame[0] = frame[2999] = 1;
  return a + 2 * b + 4 * c + 8 * d + 16 * e + 32 * f + 64 * g + 128 * h + frame[0] - frame[2999];
}

static OPAQUE quad vectors (quad a, quad b, quad c, quad d)
{
  volatile char frame[5000];
  frame[0] = frame[4999] = 0;
  return a * b + c * d + (float) frame[0];
}

static OPAQUE float recurse (int n, float x, double y)
{
  return n == 0 ? x : recurse (n - 1, x + 1, y / 2) + (float) (y - y);
}

static void one (void)
{
  CHECK (eight (1, 1, 1, 1, 1, 1, 1, 1) == 255);
}

static void two (void)
{
  quad v = { 1, 2, 3, 4 };
  quad r = vectors (v, v, v, v);
  CHECK (r[0] == 2 && r[1] == 8 && r[2] == 18 && r[3] == 32);
}

static void three (void)
{
  CHECK (recurse (300, 0.5f, 1e9) == 300.5f);
}

int main (void)
{
  in_goroutine (one);
  in_goroutine (two);
  in_goroutine (three);
  return 0;
}
