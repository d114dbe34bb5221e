/* SPDX-License-Identifier: MIT */
/* Purpose: A recursion 1,000,000 deep, on a stack that starts with 2 KB. */
/* Stress: no, it would move a thousand gigabytes */
#include "support/check.h"

static OPAQUE long depth_of (long n, const long *above)
{
  long mine = *above + 1;

  if (n == 0)
    return mine;
  long below = depth_of (n - 1, &mine);
  return below == mine + n ? below : -1;
}

static void test (void)
{
  long zero = 0;

  CHECK (depth_of (1000000, &zero) == 1000001);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
