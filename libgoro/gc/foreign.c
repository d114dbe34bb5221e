/* SPDX-License-Identifier: MIT */
/* Foreign functions and the marker.

   A foreign function stores pointers without a barrier: it sorts an array, relinks a list.  So while objects are marked
   the switch (asm/<cpu>/foreign.S) shows us its arguments before the call: each object that one points to is
   marked, and every word in it is shaded, which is the deletion barrier for all its words at once.  After the call the words that are in
   it now are shaded, which is the insertion barrier, and so is what the function returns, wherever it has taken that out.  Who is in a foreign function when marking begins, or is about to
   end, is dealt with by thread.c.

   What the function keeps elsewhere meanwhile is seen if it is on its stack or in registers.  qsort's buffer is not: foreign/sort.c.

   Deeper than that nothing is followed: a foreign function that takes the only pointer out of an object behind its arguments and
   puts it in memory that the collector does not know, or in another object that has been marked, may lose it.

   General registers only: the arguments and results of the foreign function are in the others.  */
#define _GNU_SOURCE
#pragma GCC target ("general-regs-only")
#include "gc/gc.h"
#include "gc/queue.h"
#include "gc/scan.h"
#include "sched/state.h"

#pragma GCC optimize ("O2")

/* The object that word points into is live, and what it holds.  */
static void shade_contents (uintptr_t word)
{
  struct goro_span *span;
  uint32_t index;
  if (!goro__heap_find (word, &span, &index))
    return;
  goro__gc_shade (word);
  if (span->shape == NULL || span->shape->words == 0)
    return;
  uintptr_t start = span->start + (uintptr_t) index * span->size;
  for (uintptr_t at = start; at < start + span->size; at += 8) {
    uintptr_t value = *(const volatile uintptr_t *) at;
    if (value - goro__heap_start < goro__heap_bytes)
      goro__gc_shade (value);
  }
}

void goro__gc_hold (bool hold);
void goro__gc_hold (bool hold)
{
  /* Seq_cst: who looks at __goro_marking afterwards sees it set, or the collector sees him (gc/mark.c).  */
  if (hold)
    atomic_fetch_add (&goro__gc_marker.active, 1);
  else
    atomic_fetch_sub (&goro__gc_marker.active, 1);
}

/* Called by assembly.  */
void goro__gc_foreign_args (const uintptr_t *args, int count);
void goro__gc_foreign_args (const uintptr_t *args, int count)
{
  for (int i = 0; i < count; i++)
    if (args[i] - goro__heap_start < goro__heap_bytes)
      shade_contents (args[i]);
}

void goro__gc_shade_foreign (uintptr_t foreign_sp)
{
  for (uintptr_t at = goro__gc_foreign_saved (foreign_sp); at < foreign_sp - GORO_FOREIGN_FRAME; at += 8)
    shade_contents (*(uintptr_t *) at);
}

/* Both words that a function may return something in.  */
static void shade_results (const uintptr_t *results)
{
  goro__gc_shade_stack (results[0]);
  goro__gc_shade_stack (results[1]);
}

/* Called by assembly, with fseq still odd: the P may be taken meanwhile, so this thread counts as working.  results: rdx and rax.  */
void goro__gc_foreign_end (uintptr_t foreign_sp, const uintptr_t *results);
void goro__gc_foreign_end (uintptr_t foreign_sp, const uintptr_t *results)
{
  goro__gc_hold (true);
  if (atomic_load (&__goro_marking) != 0) {
    goro__gc_shade_foreign (foreign_sp);
    shade_results (results);
  }
  goro__gc_hold (false);
}

/* mp's thread has left foreign code, and is about to wait for a P; what the function has returned is in held.  Marking may have begun since the switch
   has looked.  */
void goro__gc_returning (struct goro_m *mp)
{
  const struct goro_g *gp = atomic_load (&mp->curg);
  goro__gc_hold (true);
  if (gp != NULL && atomic_load (&__goro_marking) != 0)
    shade_results (gp->held);
  goro__gc_hold (false);
  /* Seq_cst, after the shading: see thread.c.  */
  atomic_store (&mp->settled, atomic_load (&mp->fseq));
}
