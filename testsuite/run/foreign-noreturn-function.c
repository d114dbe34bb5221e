/* SPDX-License-Identifier: MIT */
/* Purpose: A foreign function that does not return, called deep down: exit. */
/* Exit: 9 */
#include "support/check.h"

static OPAQUE void recurse (int depth)
{
  if (depth == 0)
    exit (9);
  recurse (depth - 1);
}

static void test (void)
{
  recurse (100);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
