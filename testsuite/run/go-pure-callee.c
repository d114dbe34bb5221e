/* SPDX-License-Identifier: MIT */
/* Purpose: A callee declared const or pure is not thrown away with its result: it runs, and
   its end can be seen in goro_count. */
#include "support/check.h"

static __attribute__ ((const, noinline)) int square (int x)
{
  return x * x;
}

static void test (void)
{
  goro_set_procs (1);
  int before = goro_count ();
  go square (3);
  CHECK (goro_count () == before + 1);
  while (goro_count () > before)
    goro_yield ();
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
