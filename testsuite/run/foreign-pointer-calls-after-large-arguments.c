/* SPDX-License-Identifier: MIT */
/* Purpose: The size of what was passed on the stack to an instrumented function through a pointer does not
   stay behind for the next call of a foreign function through a pointer. */
#include "support/check.h"

struct large {
  char c[7000000];
};

static struct large large;

static OPAQUE int instrumented (struct large x)
{
  return x.c[6999999];
}

static int (*volatile of_ours) (struct large) = instrumented;
static int (*volatile foreign) (const char *) = atoi;

static void test (void)
{
  large.c[6999999] = 3;
  CHECK (of_ours (large) == 3);
  CHECK (foreign ("42") == 42);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
