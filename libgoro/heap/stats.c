/* SPDX-License-Identifier: MIT */
/* What has been allocated and freed, summed up from the owners' counts without stopping anybody: each number is right, together they may be
   of slightly different moments.  */
#define _GNU_SOURCE
#include "goro.h"
#include "gc/gc.h"
#include "heap/span.h"
#include "os/os.h"
#include "sched/state.h"
#include "stack/compact.h"
#include "stack/stack.h"

void goro__heap_totals (struct goro_heap_totals *totals)
{
  /* Freed first: nothing is counted as freed that does not count as allocated.  Acquire keeps that order; each count is
     relaxed, a number of its owner's.  */
  totals->freed_bytes = atomic_load_explicit (&goro__freed_bytes, memory_order_acquire);
  totals->freed_objects = atomic_load_explicit (&goro__freed_objects, memory_order_acquire);
  const struct goro_heap_counts *counts = goro__heap_counts (NULL);
  totals->allocated_bytes = atomic_load_explicit (&counts->bytes, memory_order_relaxed);
  totals->allocated_objects = atomic_load_explicit (&counts->objects, memory_order_relaxed);
  uint32_t n = atomic_load (&goro__sched.p_count);
  for (uint32_t i = 0; i < n; i++) {
    counts = &atomic_load (&goro__sched.ps[i])->heap;
    totals->allocated_bytes += atomic_load_explicit (&counts->bytes, memory_order_relaxed);
    totals->allocated_objects += atomic_load_explicit (&counts->objects, memory_order_relaxed);
  }
}

uint64_t goro__heap_live (void)
{
  struct goro_heap_totals totals;
  goro__heap_totals (&totals);
  return totals.allocated_bytes > totals.freed_bytes ? totals.allocated_bytes - totals.freed_bytes : 0;
}

/* Read without the lock of pages.c: a statistic.  */
static inline uint64_t page_count (const uint64_t *count)
{
  return __atomic_load_n (count, __ATOMIC_RELAXED) << GORO_PAGE_SHIFT;
}

uint64_t goro__heap_resident (void)
{
  return page_count (&goro__page_counts.total) - page_count (&goro__page_counts.released);
}

uint64_t goro__heap_free_resident (void)
{
  uint64_t free = page_count (&goro__page_counts.free), released = page_count (&goro__page_counts.released);
  return free > released ? free - released : 0;
}

/* The collector's part: next_gc and what follows.  */
#pragma weak goro__gc_stats

/* First stacks, those of size classes, small ones.  */
static uint64_t stacks_in_use (void)
{
  uint64_t class, small = 0, made, given_back = 0;
  if (goro__stack_compact_bytes != NULL)
    goro__stack_compact_bytes (&small, &made, &given_back);
  goro__stack_class_bytes (&class, &made);
  uint64_t first = (uint64_t) goro_count () * GORO_FIRST_STACK;
  return class + small + (first > given_back ? first - given_back : 0);
}

void goro_read_mem_stats (goro_mem_stats *stats)
{
  struct goro_heap_totals totals;
  goro__heap_totals (&totals);
  *stats = (goro_mem_stats) { 0 };
  stats->total_alloc = totals.allocated_bytes;
  stats->heap_alloc = stats->alloc = totals.allocated_bytes - totals.freed_bytes;
  stats->mallocs = totals.allocated_objects;
  stats->frees = totals.freed_objects;
  stats->heap_objects = totals.allocated_objects - totals.freed_objects;
  stats->heap_sys = page_count (&goro__page_counts.total);
  stats->heap_idle = page_count (&goro__page_counts.free);
  stats->heap_inuse = stats->heap_sys > stats->heap_idle ? stats->heap_sys - stats->heap_idle : 0;
  stats->heap_released = page_count (&goro__page_counts.released);
  /* Relaxed: a statistic.  */
  stats->sys = atomic_load_explicit (&goro__os_mapped, memory_order_relaxed);
  stats->other_sys = stats->sys > stats->heap_sys ? stats->sys - stats->heap_sys : 0;
  stats->stack_sys = goro__stack_memory ();
  stats->stack_inuse = stacks_in_use ();
  if (goro__gc_stats != NULL)
    goro__gc_stats (stats);
}
