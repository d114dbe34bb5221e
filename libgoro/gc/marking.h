/* SPDX-License-Identifier: MIT */
/* Are objects being marked?  What everybody may look at without bringing the collector along: marking.c is in every program.  */
#ifndef GORO_GC_MARKING_H
#define GORO_GC_MARKING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Not zero: stores of pointers call the barrier.  Compiled code reads it.  A program that is not position-independent, or is an executable, has its own copy of
   it (a copy relocation), which is then the only one: the library reaches it through the GOT and is not linked with -Bsymbolic.
   marking.c, in every program.  */
extern _Atomic uint32_t __goro_marking;

enum goro_gc_phase { GORO_GC_OFF, GORO_GC_ENABLE, GORO_GC_SCAN, GORO_GC_MARK };

/* What each P does in a round (gc/round.c).  */
enum goro_gc_action { GORO_GC_NOTHING, GORO_GC_BLACKEN, GORO_GC_STACKS, GORO_GC_FLUSH, GORO_GC_DISCARD, GORO_GC_SWEEP,
                      GORO_GC_STOP /* gccheckmark only */ };

struct goro_gc {
  _Atomic uint32_t phase;   /* enum goro_gc_phase */
  _Atomic uint32_t cycle;   /* of the cycle under way or the last one; from 1 */
  _Atomic uint32_t round;   /* of the round under way or the last one; 0: there never was one */
  _Atomic uint32_t action;  /* enum goro_gc_action; written before round */
};
extern struct goro_gc goro__gc;

/* Relaxed: a goroutine sees the phase at its safepoints.  */
static inline bool goro__gc_marking (void)
{
  return __builtin_expect (atomic_load_explicit (&__goro_marking, memory_order_relaxed) != 0, false);
}

/* Has the P whose word this is still to do its part of the round?  Relaxed: who does not see the round yet is asked again.  */
static inline bool goro__gc_wants (const _Atomic uint32_t *seen)
{
  return __builtin_expect (atomic_load_explicit (seen, memory_order_relaxed)
                           != atomic_load_explicit (&goro__gc.round, memory_order_relaxed), false);
}

#endif
