/* SPDX-License-Identifier: MIT */
/* Purpose: A program whose live objects exceed the memory limit goes on; collections do not follow each other without pause. */
/* Env: GOROMEMLIMIT=4MiB */
/* Stress: no, it counts collections */
#include "support/check.h"

enum { LIVE = 200000, MORE = 1000000 };

static void *volatile live[LIVE];

static void test (void)
{
  for (int i = 0; i < LIVE; i++)
    live[i] = goro_alloc (64, GORO_POINTERS);
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  uint32_t before = s.num_gc;
  for (int i = 0; i < MORE; i++)
    goro_alloc (64, GORO_POINTERS);
  goro_read_mem_stats (&s);
  /* 64 MB in steps of a sixteenth of 13 MB would be 80; in pauses it may get further, never less.  */
  CHECK (s.num_gc - before > 0 && s.num_gc - before < 80);
  CHECK (s.heap_alloc >= LIVE * 64);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
