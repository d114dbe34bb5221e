/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that recurse and yield at every level, all at once, on stacks of their own. */
#include "support/check.h"

static _Atomic int right;

static OPAQUE int recurse (int depth, int id, const int *above)
{
  int mine = *above + 1;

  if (depth % 10 == 0)
    goro_yield ();
  if (depth == 0)
    return mine + id;
  int r = recurse (depth - 1, id, &mine);
  return mine == *above + 1 ? r : -1;
}

static void run (int id)
{
  int zero = 0;

  right += recurse (100, id, &zero) == 101 + id;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 100);
  for (int i = 0; i < 100; i++)
    go run (i);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (right == 100);
  return 0;
}
