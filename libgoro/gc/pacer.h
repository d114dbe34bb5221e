/* SPDX-License-Identifier: MIT */
/* When a cycle begins, and how much who allocates has to help (pacer.c).  */
#ifndef GORO_GC_PACER_H
#define GORO_GC_PACER_H

#include "gc/gc.h"

/* Bytes that a small heap's cycle may take to begin, whatever the goal.  */
enum { GORO_GC_SLACK = 8 << 20 };

struct goro_gc_pacer {
  _Atomic uint64_t live;      /* bytes of what the last cycle has left */
  _Atomic uint64_t allocated; /* bytes since it ended */
  _Atomic uint64_t trigger;   /* live + allocated at which a cycle begins */
  _Atomic uint64_t goal;      /* live + allocated at which it should be over */
  _Atomic int64_t credit;     /* bytes that others have scanned, for those who allocate */
  _Atomic uint64_t ratio;     /* bytes to scan for each 256 that are allocated */
  _Atomic int32_t percent;    /* GOROGC; negative: off */
  _Atomic uint64_t unlimited; /* what trigger would be without a memory limit */
  _Atomic int64_t not_before; /* ns: when a cycle for the limit's sake may begin */
  _Atomic uint64_t stacks;    /* bytes of stacks in use, scanned in the last cycle */
  _Atomic uint64_t scanning_stacks; /* of the cycle under way, so far */
};
extern struct goro_gc_pacer goro__gc_pacer;

/* From the environment.  */
void goro__gc_pacer_init (void);
/* Heap of live bytes, goal and trigger anew.  */
void goro__gc_pace (void);
/* With live + allocated bytes, should a cycle begin?  Whoever allocates asks.  */
bool goro__gc_due (uint64_t heap);
/* A cycle is over, swept and all, that took the collector's thread so many ns.  */
void goro__gc_pace_rest (int64_t cpu);
/* A cycle begins; now and then while it lasts: sets the ratio.  */
void goro__gc_pace_assists (void);
/* The marking of a cycle is over, and has marked so many bytes.  */
struct goro_gc_times;
void goro__gc_pace_end (const struct goro_gc_times *t, uint64_t marked);

#endif
