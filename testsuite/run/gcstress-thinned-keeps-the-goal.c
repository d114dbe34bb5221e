/* SPDX-License-Identifier: MIT */
/* Purpose: Between the collections of a thinned gcstress those come that the goal asks for. */
/* Env: GORODEBUG=gcstress=1,gcthin=1 GOROMAXPROCS=1 */
#include "support/check.h"

static void *volatile last;

static void test (void)
{
  for (int i = 0; i < 600000; i++)
    last = goro_alloc (1000, GORO_POINTERS);
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  CHECK (s.sys < (uint64_t) 64 << 20);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
