/* SPDX-License-Identifier: MIT */
/* What makes the collector's life hard, for tests: stress.c.

   GORODEBUG=gcyield=1: at random the collector loses its processor for a moment, at those places where it has done one half of something that
   others may look at: goro__gc_point.  So does a goroutine between its barrier and its store: the collection goes on meanwhile.  None can begin there, as
   a goroutine that finds none calls nothing before it stores.  */
#ifndef GORO_GC_STRESS_H
#define GORO_GC_STRESS_H

#include <stdbool.h>
#include <stdint.h>

extern bool goro__debug_gcyield;
extern int goro__debug_gcloop, goro__debug_gcstress, goro__debug_gcthin;

/* GORODEBUG=gcstress: is this the allocation that collects?  */
bool goro__gc_stress_due (int64_t *start);
/* It has done so.  */
void goro__gc_stress_done (int64_t start);

/* Any thread, any stack of 200 bytes, handlers of signals too.  General registers only.  */
void goro__gc_dawdle (unsigned seldom);

static inline __attribute__ ((always_inline)) void goro__gc_point (void)
{
  if (__builtin_expect (goro__debug_gcyield, false))
    goro__gc_dawdle (1);
}
/* The same in a loop.  */
static inline __attribute__ ((always_inline)) void goro__gc_loop_point (void)
{
  if (__builtin_expect (goro__debug_gcyield, false))
    goro__gc_dawdle (64);
}

#endif
