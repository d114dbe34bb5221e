/* SPDX-License-Identifier: MIT */
/* Purpose: goro_exit at the bottom of a recursion ends the goroutine from there. */
#include "support/check.h"

static OPAQUE void recurse (int depth)
{
  volatile char used[100];

  used[0] = 1;
  if (depth == 0) {
    goro_wait_group_done (&goroutines_under_test);
    goro_exit ();
  }
  recurse (depth - 1);
  used[0] = 2;
  abort ();
}

int main (void)
{
  for (int i = 0; i < 20; i++) {
    goro_wait_group_add (&goroutines_under_test, 10);
    for (int j = 0; j < 10; j++)
      go recurse (10 * j);
    goro_wait_group_wait (&goroutines_under_test);
  }
  return 0;
}
