/* SPDX-License-Identifier: MIT */
/* Purpose: Under a memory limit, without any percentage, garbage of thirty times that passes through, and what the runtime holds stays under it. */
/* Env: GOROMEMLIMIT=48MiB GOROGC=off */
/* Stress: without gcloop slices, the memory of its second marking counts and the collector dawdles */
#include "support/check.h"

enum { LIVE = 1000, ROUNDS = 1500000 };

static void *volatile live[LIVE];

static uint64_t held (void)
{
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  return s.sys - s.heap_released;
}

static void test (void)
{
  uint64_t most = 0;
  for (int i = 0; i < ROUNDS; i++) {
    /* Of all sizes, so that pages go from one class to another.  */
    live[i % LIVE] = goro_alloc (16 + (size_t) (i / 5000 % 40) * 48, GORO_POINTERS);
    if (i % 1000 == 0) {
      uint64_t now = held ();
      most = now > most ? now : most;
    }
  }
  goro_mem_stats s;
  goro_read_mem_stats (&s);
  CHECK (s.total_alloc > (uint64_t) 30 << 25 && s.num_gc > 10);
  CHECK (most < (uint64_t) 64 << 20);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
