/* SPDX-License-Identifier: MIT */
/* Purpose: The table of gccheckmark, gigabytes of which little is touched, is no memory of the program's in goro_read_mem_stats. */
/* Env: GORODEBUG=gccheckmark=1,gcloop=1 */
#include "support/check.h"

static void test (void)
{
  goro_mem_stats s;
  do {
    goro_read_mem_stats (&s);
    CHECK (s.sys < (uint64_t) 1 << 30);
    goro_yield ();
  } while (s.num_gc < 100);
}

int main (void)
{
  goro_gc ();
  in_goroutine (test);
  return 0;
}
