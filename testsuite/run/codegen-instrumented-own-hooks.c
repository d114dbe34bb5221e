/* SPDX-License-Identifier: MIT */
/* Purpose: The hooks of -finstrument-functions, compiled with the plugin too, run on the goroutine's stack. */
/* Options: -finstrument-functions */
#include "support/check.h"

static int depth, most, calls;

__attribute__ ((no_instrument_function)) void __cyg_profile_func_enter (void *f, void *from)
{
  (void) f, (void) from;
  calls++;
  if (++depth > most)
    most = depth;
}

__attribute__ ((no_instrument_function)) void __cyg_profile_func_exit (void *f, void *from)
{
  (void) f, (void) from;
  --depth;
}

static NOINLINE int recurse (int n, int *p)
{
  int x = n;
  int below = n > 0 ? recurse (n - 1, &x) : 0;
  return below + *p;
}

static void test (void)
{
  int x = 3;
  CHECK (recurse (100, &x) == 3 + 5050);
  CHECK (most > 100 && calls > 100);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
