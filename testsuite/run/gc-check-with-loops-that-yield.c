/* SPDX-License-Identifier: MIT */
/* Purpose: GORODEBUG=gccheckmark=1 comes to its end while goroutines in loops without calls take turns: one that is just given a P does its part
   of the stop. */
/* Env: GORODEBUG=gccheckmark=1,gcloop=100,gcyield=1 */
#include "support/keep.h"

static int stop;
static goro_wait_group finished;

static void spin (void)
{
  struct object *p = make ();
  uintptr_t sum = 0;
  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    sum += p->tag;
  CHECK (p->tag == hide (p) && sum != 1);
  goro_wait_group_done (&finished);
}

int main (void)
{
  struct goro_mem_stats stats;
  goro_wait_group_add (&finished, 4);
  for (int i = 0; i < 4; i++)
    go spin ();
  goro_read_mem_stats (&stats);
  for (uint64_t end = stats.num_gc + 10; stats.num_gc < end; goro_read_mem_stats (&stats))
    goro_sleep (GORO_MILLISECOND);
  __atomic_store_n (&stop, 1, __ATOMIC_RELAXED);
  goro_wait_group_wait (&finished);
  return 0;
}
