/* SPDX-License-Identifier: MIT */
/* Purpose: Endless recursion through small frames ends with the message, not with a crash, and its
   traceback does not print a million calls. */
/* Exit: 2 */
/* Stress: no, it would move too much */
/* Timeout: 120 */
/* Stderr: goroutine stack exceeds 1000000000-byte limit */
/* Stderr: ^fatal error: stack overflow$ */
/* Stderr: recurse */
#include "support/check.h"

static OPAQUE int recurse (int depth)
{
  volatile char used[2000];

  used[0] = used[1999] = (char) depth;
  return recurse (depth + 1) + used[0];
}

static void test (void)
{
  recurse (0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
