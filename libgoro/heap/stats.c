/* SPDX-License-Identifier: MIT */
/* What has been allocated and freed, summed up from the owners' counts without stopping anybody: each number is right, together they may be
   of slightly different moments.  */
#define _GNU_SOURCE
#include "heap/span.h"
#include "os/os.h"
#include "sched/state.h"

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
