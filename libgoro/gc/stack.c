/* SPDX-License-Identifier: MIT */
/* What the collector finds on a goroutine's stack, and in the records that the runtime keeps for it.

   The walk is the mover's (stack/frames.h): the words that the maps call pointer or ambiguous are shaded, a word
   c - p as p.  A word may point one past the end of its object, so the byte before is asked for as well.

   Where no map reaches, every word counts: a goroutine that has not run yet (its arguments), the vector registers of a
   preempted one, all of a stack under GORODEBUG=gcconservative=1.

   A goroutine in foreign code has its frames above mp->foreign_sp, and below that a switch frame and what the foreign
   function was called with (asm/<cpu>/foreign.S).  What the foreign function has got besides is found with its thread (thread.c).

   General registers only, no libc: reached from stack checks.  */
#define _GNU_SOURCE
#pragma GCC target ("general-regs-only")
#include "gc/gc.h"
#include "gc/scan.h"
#include "os/os.h"
#include "sched/state.h"
#include "stack/frames.h"
#include "stack/stack.h"

#pragma GCC optimize ("O2")

void goro__start (void); /* asm */

void goro__gc_scan_words (uintptr_t lo, uintptr_t hi)
{
  for (const uintptr_t *word = (const uintptr_t *) ((lo + 7) & ~(uintptr_t) 7); (uintptr_t) (word + 1) <= hi; word++)
    goro__gc_shade_stack (*word);
}

/* The walk, and the highest address of this stack that it has seen.  */
struct scan {
  struct goro_walk walk;
  uintptr_t highest;
};

static inline void look (const struct goro_walk *w, uintptr_t word)
{
  struct scan *s = (struct scan *) (uintptr_t) w;
  if (word - w->lo <= w->hi - w->lo) {
    if (word > s->highest)
      s->highest = word;
  } else
    goro__gc_shade_stack (word);
}

static inline void shade (const struct goro_walk *w, uintptr_t *word)
{
  look (w, *word);
}

static inline void shade_negated (const struct goro_walk *w, uintptr_t *word)
{
  look (w, -*word);
}

static __attribute__ ((noinline)) void shade_aligned (const struct goro_walk *w, const struct goro_map *m, uintptr_t *cfa,
                                                      uintptr_t *base, uintptr_t *limit)
{
  goro__walk_aligned (w, m, cfa, base, limit, shade, shade_negated);
}

/* From a switch frame.  The arguments of the go statement, at the top, are needed as long as somebody points to them: the function
   that the plugin has made for it loads them before it calls the goroutine's own.  */
static void walk (struct goro_g *gp, uintptr_t sp)
{
  struct scan s = { { gp->lo, gp->hi, 0 }, 0 };
  uintptr_t *record = goro__walk_stack (gp, &s.walk, sp, gp->hi, shade, shade_negated, shade_aligned);
  if (s.highest >= (uintptr_t) record)
    goro__gc_scan_words ((uintptr_t) record, gp->hi);
}

static void shade_word (uintptr_t word)
{
  goro__gc_shade_stack (word);
}

/* What the G says besides its stack.  What it waits for on channels is in held, or, of a select, in the cases in the
   caller's frame; so the sudogs, which are somebody else's when it does not wait, are left alone.  */
static void scan_records (struct goro_g *gp)
{
  for (unsigned i = 0; i < sizeof gp->held / sizeof gp->held[0]; i++)
    goro__gc_shade_stack (gp->held[i]);
  goro__gc_shade_stack (gp->ret);
  if (gp->xstate != NULL)
    goro__gc_scan_words ((uintptr_t) gp->xstate, (uintptr_t) gp->xstate + GORO_XSTATE_SIZE);
  goro__trampolines_each (gp->trampolines, shade_word);
  goro__scope_words (gp, goro__gc_scan_words);
}

/* Stopped by a signal: everything counts.  */
static void scan_context (struct goro_g *gp)
{
  const uintptr_t *registers = goro__context_registers (gp->context);
  size_t size;
  uintptr_t vectors = goro__context_vectors (gp->context, &size);
  for (int i = 0; i < goro__context_count; i++)
    goro__gc_shade_stack (registers[i]);
  goro__gc_scan_words (vectors, vectors + size);
  goro__gc_scan_words ((gp->sp - 128) & ~(uintptr_t) 7, gp->hi);
}

void goro__gc_scan_stack (struct goro_g *gp)
{
  if (gp->context != NULL) {
    scan_records (gp);
    scan_context (gp);
    return;
  }
  uintptr_t pc = ((uintptr_t *) gp->sp)[GORO_SWITCH_PC / 8];
  scan_records (gp);
  if (pc == (uintptr_t) goro__start || pc == (uintptr_t) goro__main_start || goro__debug_gcconservative)
    goro__gc_scan_words (gp->sp, gp->hi);
  else
    walk (gp, gp->sp);
}

void goro__gc_scan_foreign (struct goro_m *mp, struct goro_g *gp)
{
  uintptr_t sp = mp->foreign_sp - GORO_FOREIGN_FRAME;
  scan_records (gp);
  goro__gc_scan_words (goro__gc_foreign_saved (mp->foreign_sp), sp);
  if (goro__debug_gcconservative)
    goro__gc_scan_words (sp, gp->hi);
  else
    walk (gp, sp);
}
