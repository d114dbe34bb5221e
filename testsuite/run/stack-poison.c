/* SPDX-License-Identifier: MIT */
/* Purpose: With GORODEBUG=stackpoison=1, which overwrites what a stack leaves behind, everything
   works as without. */
/* Env: GORODEBUG=stackpoison=1 */
#include "support/check.h"

struct frame { struct frame *up; int depth; };

static OPAQUE int recurse (int depth, struct frame *up)
{
  struct frame mine = { up, depth };

  int below = depth > 0 ? recurse (depth - 1, &mine) : 0;
  CHECK (mine.up == up && mine.depth == depth);
  return below + 1;
}

static void run (int depth)
{
  CHECK (recurse (depth, NULL) == depth + 1);
  goro_stack_shrink ();
  CHECK (recurse (depth, NULL) == depth + 1);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  for (int round = 0; round < 5; round++) {
    goro_wait_group_add (&goroutines_under_test, 20);
    for (int i = 0; i < 20; i++)
      go run (i * 10);
    goro_wait_group_wait (&goroutines_under_test);
  }
  return 0;
}
