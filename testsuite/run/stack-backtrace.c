/* SPDX-License-Identifier: MIT */
/* Purpose: The C library's backtrace, which uses the unwind information, sees all calls of the
   goroutine from foreign code, through checks and growth. */
#include "support/check.h"
#include <execinfo.h>

static int mine;

static OPAQUE int show (int depth)
{
  void *calls[100];
  int n = backtrace (calls, 100);

  for (int i = 0; i < n; i++)
    mine += (char *) calls[i] > (char *) show - 4096 && (char *) calls[i] < (char *) show + 4096;
  return n + depth * 0;
}

static OPAQUE int recurse (int depth)
{
  volatile char used[300];
  used[0] = 0;
  return (depth == 0 ? show (depth) : recurse (depth - 1)) + used[0];
}

static void test (void)
{
  CHECK (recurse (30) >= 32);
  CHECK (mine >= 32);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
