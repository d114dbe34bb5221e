/* SPDX-License-Identifier: MIT */
/* Purpose: Functions compiled with a frame pointer: it is rebased as the stack moves. */
/* Options: -fno-omit-frame-pointer */
#include "support/check.h"

static OPAQUE int recurse (int depth, const int *above)
{
  int mine[4] = { depth, *above, depth + 1, 0 };
  int *self = mine;

  grow (depth % 10);
  int below = depth > 0 ? recurse (depth - 1, &mine[2]) : 0;
  CHECK (self == mine && mine[0] == depth && *above == mine[1]);
  return below + 1;
}

static void test (void)
{
  int x = 1234;

  CHECK (recurse (100, &x) == 101);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
