/* SPDX-License-Identifier: MIT */
/* Are objects being marked?  */
#ifndef GORO_GC_MARKING_H
#define GORO_GC_MARKING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Not zero: stores of pointers call the barrier.  Compiled code reads it, through the GOT: a copy in the program would not be
   ours.  marking.c, in every program.  */
extern _Atomic uint32_t __goro_marking;

/* Relaxed: a goroutine sees the phase at its safepoints.  */
static inline bool goro__gc_marking (void)
{
  return __builtin_expect (atomic_load_explicit (&__goro_marking, memory_order_relaxed) != 0, false);
}

#endif
