/* SPDX-License-Identifier: MIT */
/* Purpose: Pointers to locals of callers far above are right at each depth, after growth
   at each depth. */
#include "support/check.h"

static OPAQUE void descend (int depth, int *top, int *above)
{
  int mine = depth;

  CHECK (*above == depth + 1);
  if (depth > 0)
    descend (depth - 1, top, &mine);
  CHECK (mine == depth);
  CHECK (*above == depth + 1);
  *top += 1;
}

static void test (void)
{
  int top = 0, above = 301;

  descend (300, &top, &above);
  CHECK (top == 301);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
