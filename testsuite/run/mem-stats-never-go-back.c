/* SPDX-License-Identifier: MIT */
/* Purpose: The counters of goro_read_mem_stats never go back while eight goroutines allocate and collections run. */
#include "support/check.h"

enum { GOROUTINES = 8, OBJECTS = 20000 };

static _Atomic int left = GOROUTINES;

static void allocate (void)
{
  for (int i = 0; i < OBJECTS; i++)
    goro_alloc (16 + (size_t) (i % 100) * 24, i % 2);
  left--;
}

int main (void)
{
  goro_mem_stats old = { 0 }, s;
  for (int i = 0; i < GOROUTINES; i++)
    go allocate ();
  while (left > 0) {
    goro_read_mem_stats (&s);
    CHECK (s.total_alloc >= old.total_alloc && s.mallocs >= old.mallocs && s.frees >= old.frees);
    CHECK (s.num_gc >= old.num_gc && s.gc_ns >= old.gc_ns && s.heap_sys >= old.heap_sys);
    CHECK (s.frees <= s.mallocs && s.heap_alloc <= s.total_alloc);
    old = s;
    goro_yield ();
  }
  goro_gc ();
  goro_read_mem_stats (&old);
  CHECK (old.num_gc > 0);
  return 0;
}
