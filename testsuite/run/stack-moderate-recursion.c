/* SPDX-License-Identifier: MIT */
/* Purpose: A recursion 2,000 deep, with pointers from each frame to the one above: enough of a
   test where the stack moves at every check. */
#include "support/check.h"

struct frame { struct frame *up; int depth; };

static OPAQUE int recurse (int depth, struct frame *up)
{
  struct frame mine = { up, depth };

  int below = depth < 2000 ? recurse (depth + 1, &mine) : 0;
  CHECK (mine.up == up && mine.depth == depth);
  CHECK (up == NULL || up->depth == depth - 1);
  return below + 1;
}

static void test (void)
{
  CHECK (recurse (1, NULL) == 2000);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
