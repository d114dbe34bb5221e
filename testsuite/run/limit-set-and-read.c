/* SPDX-License-Identifier: MIT */
/* Purpose: goro_set_memory_limit answers the limit before, reads it when given a negative one, and gives free memory back at once. */
/* Env: GOROMEMLIMIT=1GiB GOROGC=100 */
#include "support/check.h"

enum { MB = 1 << 20 };

static uint64_t held (void)
{
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  return s.sys - s.heap_released;
}

static OPAQUE void fill (void)
{
  char *p = goro_alloc (100 * MB, GORO_NO_POINTERS);
  for (int i = 0; i < 100 * MB; i += 4096)
    p[i] = 1;
}

static void test (void)
{
  CHECK (goro_set_memory_limit (-1) == 1 << 30);
  CHECK (goro_set_memory_limit (900 * MB) == 1 << 30);
  CHECK (goro_set_memory_limit (-1) == 900 * MB);
  fill ();
  grow (10);
  goro_gc ();
  CHECK (held () > 90 * MB);
  CHECK (goro_set_memory_limit (50 * MB) == 900 * MB);
  /* What was mapped for stacks and never used is in sys, too.  */
  CHECK (held () <= 55 * MB);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
