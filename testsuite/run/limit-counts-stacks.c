/* SPDX-License-Identifier: MIT */
/* Purpose: The memory limit is on stacks, too: where they take most of it the heap may have less, and collections come earlier. */
/* Env: GOROGC=off */
/* Stress: no, a deep stack that moves at every check takes minutes */
#include "support/check.h"

enum { MB = 1 << 20 };

static int collections (void)
{
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  return (int) s.num_gc;
}

static OPAQUE int churn (void)
{
  int before = collections ();
  for (int i = 0; i < 60 * MB / 1024; i++)
    goro_alloc (1024, GORO_NO_POINTERS);
  return collections () - before;
}

/* 64 MB of stack, and more while it grows.  */
static OPAQUE int deep (int frames)
{
  volatile char used[1024];
  used[0] = 1;
  int n = frames > 0 ? deep (frames - 1) : churn ();
  return n + used[0] - 1;
}

static void test (void)
{
  goro_set_memory_limit (160 * MB);
  CHECK (churn () == 0);
  goro_gc ();
  int before = collections (), more = deep (60 * 1024);
  CHECK (more > 0 && collections () > before);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
