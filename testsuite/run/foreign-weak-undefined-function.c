/* SPDX-License-Identifier: MIT */
/* Purpose: The address of a weak function that nobody defines is null, and need not be called. */
#include "support/check.h"

extern int nowhere (int) __attribute__ ((weak));

static OPAQUE int call_if_there (int x)
{
  grow (20);
  return nowhere ? nowhere (x) : -1;
}

static void test (void)
{
  CHECK (call_if_there (3) == -1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
