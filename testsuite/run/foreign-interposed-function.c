/* SPDX-License-Identifier: MIT */
/* Purpose: The program defines a function of the same name as one of the C library: its own,
   instrumented one is called, on the goroutine's stack. */
/* Options: -fno-builtin */
#include "support/check.h"
#include <strings.h>

static int called;

int ffs (int x)
{
  called++;
  grow (20);
  return x == 0 ? 0 : 1 + (x % 2 == 0 ? ffs (x / 2) : 0);
}

static void test (void)
{
  int (*volatile pointer) (int) = ffs;
  volatile int eight = 8;

  CHECK (pointer (eight) == 4);
  CHECK (called == 4);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
