/* SPDX-License-Identifier: MIT */
/* Purpose: Chains of small static functions that call each other, so that checks may be left out
   in some of them, use the last bytes of a stack at every depth. */
#include "support/check.h"

static NOINLINE int f1 (int *p) { return *p + 1; }
static NOINLINE int f2 (int *p) { int x = f1 (p); return f1 (&x) + 1; }
static NOINLINE int f3 (int *p) { int x = f2 (p); return f2 (&x) + f1 (&x); }
static NOINLINE int f4 (int *p) { int x[8] = { f3 (p) }; return f3 (x) - f2 (x) + x[7]; }
static NOINLINE int f5 (int *p) { int x[20] = { f4 (p) }; return f4 (x) + f1 (&x[19]); }

static NOINLINE int at_depth (int depth, int *sum)
{
  int x = depth;

  *sum += f5 (&x);
  return depth > 0 ? at_depth (depth - 1, sum) + 1 : 0;
}

static void test (void)
{
  int sum = 0, at_once = 0;

  CHECK (at_depth (200, &sum) == 200);
  for (int i = 0; i <= 200; i++)
    at_once += f5 (&i);
  CHECK (sum == at_once);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
