/* SPDX-License-Identifier: MIT */
/* What the scanners share (stack.c, roots.c, foreign.c, thread.c).  */
#ifndef GORO_GC_SCAN_H
#define GORO_GC_SCAN_H

#include "abi/abi.h"
#include "gc/gc.h"

/* A word of a stack or a register: it may point one past the end of what it keeps alive.  Nearly all words are no
   addresses of the heap, and are sent off here.  */
static inline void goro__gc_shade_stack (uintptr_t word)
{
  if (__builtin_expect (word - goro__heap_start > goro__heap_bytes, true))
    return;
  goro__gc_shade (word);
  if ((word & 7) == 0)
    goro__gc_shade (word - 1);
}

/* foreign.c.  What the saved arguments of a foreign call point into is live, and so is what those objects point to.  */
void goro__gc_shade_foreign (uintptr_t foreign_sp);

/* Where the arguments of a foreign call, as far as they are saved, begin; they end at the switch frame.  */
static inline uintptr_t goro__gc_foreign_saved (uintptr_t foreign_sp)
{
  uintptr_t count = *(const uintptr_t *) (foreign_sp - GORO_FOREIGN_COUNT), saved = (GORO_FOREIGN_ARGS - GORO_FOREIGN_FRAME) / 8;
  return foreign_sp - GORO_FOREIGN_FRAME - 8 * (count < saved ? count : saved);
}

#endif
