/* SPDX-License-Identifier: MIT */
/* Purpose: goro_stack_shrink at the bottom of a recursion, with most of the stack in use, changes
   nothing that can be seen. */
#include "support/check.h"

static OPAQUE int recurse (int depth, const int *above)
{
  int mine = *above + 1;

  if (depth == 0) {
    goro_stack_shrink ();
    goro_stack_shrink ();
    return mine;
  }
  int r = recurse (depth - 1, &mine);
  goro_stack_shrink ();
  return mine == *above + 1 ? r : -1;
}

static void test (void)
{
  int zero = 0;

  CHECK (recurse (500, &zero) == 501);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
