/* SPDX-License-Identifier: MIT */
/* Purpose: A callee's pointer to a local of its caller survives growth, in both directions. */
#include "support/check.h"

static OPAQUE void callee (int *p)
{
  CHECK (*p == 41);
  grow (100);
  *p += 1;
}

static void test (void)
{
  int x = 41;

  callee (&x);
  CHECK (x == 42);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
