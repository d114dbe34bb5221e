/* SPDX-License-Identifier: MIT */
/* Sums over all cycles, for goro_read_mem_stats () and goro_read_gc_pauses ().  Written by the collector's thread; each is a number by itself, so relaxed.  */
#define _GNU_SOURCE
#include <time.h>

#include "gc/cycle.h"
#include "gc/pacer.h"
#include "gc/round.h"
#include "goro.h"
#include "os/os.h"
#include "os/syscall.h"

static _Atomic uint64_t last_end, all_ns;
static _Atomic uint32_t count, forced_count;

void goro__gc_note (const struct goro_gc_times *t)
{
  struct timespec now = { 0, 0 };
  goro__syscall2 (SYS_clock_gettime, CLOCK_REALTIME, &now);
  atomic_store_explicit (&last_end, (uint64_t) now.tv_sec * 1000000000 + (uint64_t) now.tv_nsec, memory_order_relaxed);
  atomic_fetch_add_explicit (&all_ns, (uint64_t) (t->collector_cpu + t->assist_cpu + t->idle_cpu), memory_order_relaxed);
  atomic_fetch_add_explicit (&count, 1, memory_order_relaxed);
  if (t->forced)
    atomic_fetch_add_explicit (&forced_count, 1, memory_order_relaxed);
}

void goro__gc_stats (struct goro_mem_stats *stats)
{
  stats->next_gc = atomic_load_explicit (&goro__gc_pacer.goal, memory_order_relaxed);
  stats->last_gc = atomic_load_explicit (&last_end, memory_order_relaxed);
  stats->gc_ns = atomic_load_explicit (&all_ns, memory_order_relaxed);
  stats->num_gc = atomic_load_explicit (&count, memory_order_relaxed);
  stats->num_forced_gc = atomic_load_explicit (&forced_count, memory_order_relaxed);
}

GORO_PUBLIC void goro_read_gc_pauses (goro_gc_pauses *pauses)
{
  for (int i = 0; i < GORO_GC_PAUSES; i++)
    pauses->count[i] = atomic_load_explicit (&goro__gc_pauses[i], memory_order_relaxed);
  pauses->longest = atomic_load_explicit (&goro__gc_longest_pause, memory_order_relaxed);
}
