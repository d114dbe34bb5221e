/* SPDX-License-Identifier: MIT */
/* The collector's work in slices (slice.c).  */
#ifndef GORO_GC_SLICE_H
#define GORO_GC_SLICE_H

#include "gc/gc.h"
#include "sched/sched.h"

/* Some of the work, about as much as scanning so many bytes, or less when it is `until' by the clock (0: it does not matter).  Several at
   once.  General registers only.  */
enum goro_gc_left {
  GORO_GC_OVER,  /* nothing */
  GORO_GC_OTHERS, /* what others are at */
  GORO_GC_MORE
};
typedef enum goro_gc_left goro_gc_step (uint64_t bytes, int64_t until);

/* What the collector's thread does at once.  */
enum { GORO_GC_SLICE = 1 << 18 };

/* By the collector's thread.  A cycle begins, at this time.  */
void goro__gc_slices_begin (int64_t now);
/* There is work to do: should others do it?  */
bool goro__gc_may_delegate (void);
/* If so: true, it has been done, by goroutines' Ms; false: this thread goes on.  */
bool goro__gc_delegate (goro_gc_step *step);
/* All of it, by this thread or by others.  */
void goro__gc_do_all (goro_gc_step *step);
/* Do goroutines keep all processors busy?  */
bool goro__gc_crowded (void);

/* In a forked child, where there is no other thread.  */
void goro__gc_slices_fork_child (void);

/* The work that is delegated, or NULL.  */
extern _Atomic (goro_gc_step *) goro__gc_job;
extern _Atomic int64_t goro__gc_slice_time; /* of all slices in this cycle, ns */
extern bool goro__debug_gcslices;

/* pp's M does a slice if it is time for one, or, now, in any case; false: there was nothing to do for it.  On the thread's stack, no lock held, where pp has done its part
   of a round.  */
bool goro__gc_slice (struct goro_p *pp, bool now);
static inline void goro__gc_slice_due (struct goro_p *pp)
{
  /* Relaxed: a hint.  */
  if (__builtin_expect (atomic_load_explicit (&goro__gc_job, memory_order_relaxed) != NULL, false))
    goro__gc_slice (pp, false);
}

#endif
