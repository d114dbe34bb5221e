/* SPDX-License-Identifier: MIT */
/* Purpose: A stack that would become larger than 1 GB: Go's message, the goroutine's calls,
   exit status 2. */
/* Exit: 2 */
/* Stderr: goroutine stack exceeds 1000000000-byte limit */
/* Stderr: ^fatal error: stack overflow$ */
/* Stderr: ^goroutine [0-9]+ \[running\]:$ */
/* Stderr: recurse */
#include "support/check.h"

/* Few large frames, so that this is quick where the stack moves at every check.  */
static OPAQUE int recurse (int depth)
{
  volatile char used[200000000];

  used[0] = used[199999999] = (char) depth;
  return depth == 0 ? 0 : recurse (depth - 1) + used[0];
}

static void test (void)
{
  recurse (10);
  puts ("not reached");
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
