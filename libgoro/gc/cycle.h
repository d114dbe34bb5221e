/* SPDX-License-Identifier: MIT */
/* What a cycle tells about itself (cycle.c), for gctrace.c.  */
#ifndef GORO_GC_CYCLE_H
#define GORO_GC_CYCLE_H

#include "gc/gc.h"

struct goro_gc_times {
  int64_t begin, enabled, scanned, marked, end; /* ns */
  uint64_t heap_begin, heap_end, live, goal;    /* bytes */
  int64_t collector_cpu, assist_cpu, idle_cpu;  /* ns; the first with ... */
  int64_t slice_cpu;                            /* ... what goroutines' Ms did for the thread (slice.c) */
  uint32_t flushes;                             /* rounds of MARK */
  bool forced;
};

void goro__gc_trace (uint32_t cycle, const struct goro_gc_times *times);
/* Marks again with everything stopped and compares.  After marking, before sweeping.  */
void goro__gc_check (void);
/* From goro__gc_shade: true if the word is the check's.  */
bool goro__gc_checking (uintptr_t word);

extern int goro__debug_gctrace, goro__debug_gcstress;
extern bool goro__debug_gccheckmark;
extern _Atomic int64_t goro__gc_assist_time, goro__gc_idle_time;

/* Bytes of static and thread-local variables that the present cycle, or the last, has looked into (roots.c).  */
uint64_t goro__gc_global_bytes (void);

/* The collector's thread has come further.  Nobody else writes.  */
extern _Atomic uint32_t goro__gc_lives;
static inline void goro__gc_alive (void)
{
  /* Relaxed: who waits for it only wants to know whether it moves.  */
  atomic_store_explicit (&goro__gc_lives, atomic_load_explicit (&goro__gc_lives, memory_order_relaxed) + 1, memory_order_relaxed);
}

/* A cycle has ended (stats.c).  */
void goro__gc_note (const struct goro_gc_times *t);

#endif
