/* SPDX-License-Identifier: MIT */
/* Purpose: Frames that GCC realigns itself (-mstackrealign, large alignments, alloca in them). */
/* Options: -mstackrealign */
#include "support/check.h"
#include <alloca.h>

static OPAQUE int sum (const int *p, int n)
{
  int total = 0;
  grow (10);
  for (int i = 0; i < n; i++)
    total += p[i];
  return total;
}

static OPAQUE int recurse (int depth, const int *above, long a, long b, long c, long d, const long *e)
{
  _Alignas (64) int mine[16];
  int *more = alloca ((size_t) (depth + 1) * sizeof *more);

  for (int i = 0; i < 16; i++)
    mine[i] = *above;
  for (int i = 0; i <= depth; i++)
    more[i] = 1;
  int below = depth > 0 ? recurse (depth - 1, mine, a, b, c, d, e) : (int) (a + b + c + d + *e);
  CHECK (sum (mine, 16) == 16 * *above && sum (more, depth + 1) == depth + 1);
  return below;
}

static void test (void)
{
  int x = 3;
  long y = 5;

  CHECK (recurse (50, &x, 1, 2, 3, 4, &y) == 15);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
