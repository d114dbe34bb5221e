/* SPDX-License-Identifier: MIT */
/* Purpose: A pointer one past the end of a local array moves with the array, even for the
   object at the very top of the stack. */
#include "support/check.h"

static OPAQUE int sum (const int *from, const int *end)
{
  int total = 0;

  grow (100);
  while (end > from)
    total += *--end;
  return total;
}

static OPAQUE int walk (int *p, int *end)
{
  int steps = 0;

  for (; p != end; p++) {
    grow (20);
    *p = ++steps;
  }
  return steps;
}

static void test (void)
{
  int a[8];

  CHECK (walk (a, a + 8) == 8);
  CHECK (sum (a, a + 8) == 36);
  CHECK (sum (a + 8, a + 8) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
