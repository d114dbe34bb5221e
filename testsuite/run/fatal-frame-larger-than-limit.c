/* SPDX-License-Identifier: MIT */
/* Purpose: One frame that is larger than the limit is a stack overflow at its function's entry. */
/* Exit: 2 */
/* Stderr: ^fatal error: stack overflow$ */
#include "support/check.h"

static OPAQUE int use (volatile char *p) { return p[0] = 1; }

static OPAQUE int huge (void)
{
  volatile char used[1073741000];
  return use (used);
}

static void test (void)
{
  huge ();
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
