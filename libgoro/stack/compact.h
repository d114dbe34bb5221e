/* SPDX-License-Identifier: MIT */
/* Small stacks, in which goroutines that wait for long are kept (compact.c).  */
#ifndef GORO_COMPACT_H
#define GORO_COMPACT_H

#include "sched/sched.h"

/* gp->compact.  HOME: its first stack has its memory still; GIVEN_BACK: perhaps not; GIVING: somebody is at it.  */
enum { GORO_COMPACT_NOT, GORO_COMPACT_HOME, GORO_COMPACT_GIVEN_BACK, GORO_COMPACT_GIVING };

/* A small stack: nothing else is smaller than a first one.  */
static inline bool goro__small_stack_p (uintptr_t lo, uintptr_t hi)
{
  return hi - lo < GORO_FIRST_STACK;
}

/* Are there so many goroutines that it is worth while?  */
bool goro__stack_compact_pays (void);
/* By the collector's thread, for a parked gp that it has claimed: into a small stack, if it is small enough itself.  The locks of
   its channels are held.  */
bool goro__stack_compact (struct goro_g *gp);
/* By the same, when a collection is over: gives back first stacks, and small ones that nobody uses.  */
void goro__stack_compact_end (void);

/* NULL in a program without a collector, where nobody compacts.  */
/* Bytes of small stacks in use, and made; of first stacks without memory.  */
__attribute__ ((weak)) void goro__stack_compact_bytes (uint64_t *in_use, uint64_t *made, uint64_t *given_back);
/* gp, not running and found by who is going to run it, goes back to its first stack.  */
__attribute__ ((weak)) void goro__stack_uncompact (struct goro_g *gp);
/* The small stack that ends at hi is not used any more.  */
__attribute__ ((weak)) void goro__small_stack_free (uintptr_t hi);

#endif
