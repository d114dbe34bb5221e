/* SPDX-License-Identifier: MIT */
/* The write barrier behind its assembly entries (asm/<cpu>/barrier.S).

   On a goroutine's stack what a store overwrites goes to the buffer of the P, and until all stacks have been scanned, which is to say
   before the phase MARK, what it stores, too (gc/gc.h has the proof).  Full, the buffer is emptied here, on the
   thread's stack: that is no safepoint.  What is in a buffer counts as grey (gc/gc.h); it is emptied in
   each round of MARK, and thrown away when marking is over.

   On a thread's own stack, in callbacks, threads that goro did not start, handlers of signals, both words are shaded at once, always: what such code
   stores it may have from foreign code, which took it out of an object without a barrier.  Without a P the
   thread counts as a worker meanwhile, so that marking does not end behind its back.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/barrier.h"
#include "gc/queue.h"
#include "gc/stress.h"
#include "sched/state.h"

#pragma GCC optimize ("O2")

enum { WORDS = 512 };

void goro__gc_flush (struct goro_p *pp, bool shade)
{
  uintptr_t *end = pp->wb_next;
  pp->wb_next = pp->wb_start;
  goro__gc_point ();
  if (shade)
    goro__gc_shade_words (pp->wb_start, end);
}

/* Its P's buffer is full, or was never made.  */
void goro__gc_wb_full (struct goro_m *mp, uintptr_t old, uintptr_t new)
{
  struct goro_p *pp = mp->p;
  if (pp->wb_start == NULL) {
    pp->wb_start = goro__heap_meta (WORDS * sizeof *pp->wb_start);
    pp->wb_next = pp->wb_start;
    /* gcyield: every second barrier or so comes here, and dawdles between what it has shaded and the store.  */
    pp->wb_end = pp->wb_start + (goro__debug_gcyield ? 2 : WORDS);
  } else
    goro__gc_flush (pp, true);
  goro__gc_shade (old);
  goro__gc_shade (new);
  goro__gc_point ();
}

void goro__gc_wb_thread (uintptr_t *slot, uintptr_t new)
{
  uintptr_t both[2] = { *(uintptr_t *volatile) slot, new };
  goro__gc_shade_range (both, sizeof both);
}

static void range (const char *dst, const char *src, size_t bytes, bool both)
{
  if (bytes == SIZE_MAX) {
    /* A string, of which no word is a pointer (passes/barrier/stores.cc).  */
    for (bytes = 1; *(const volatile char *) (src + bytes - 1) != 0; bytes++)
      continue;
    src = NULL;
  }
  /* The words of dst that can hold pointers are the aligned ones, and of src those that go there.  */
  size_t first = -(uintptr_t) dst & 7;
  if (bytes < first + 8)
    return;
  size_t words = (bytes - first) / 8;
  goro__gc_shade_range (dst + first, words * 8);
  if (src == NULL || !both)
    return;
  if ((((uintptr_t) src + first) & 7) == 0) {
    goro__gc_shade_range (src + first, words * 8);
    return;
  }
  for (size_t i = 0; i < words; i++) {
    uintptr_t word;
    __builtin_memcpy (&word, src + first + 8 * i, 8);
    goro__gc_shade_range (&word, 8);
  }
}

void goro__gc_wb_range (const char *dst, const char *src, size_t bytes)
{
  /* Acquire: the phase is looked at before what is overwritten.  */
  range (dst, src, bytes, atomic_load_explicit (&goro__gc.phase, memory_order_acquire) != GORO_GC_MARK);
}

void goro__gc_wb_thread_range (const char *dst, const char *src, size_t bytes)
{
  range (dst, src, bytes, true);
}
