/* SPDX-License-Identifier: MIT */
/* Moving a goroutine's stack.

   The used part is copied to the new place, top to top, and then every word in it that
   points into the old stack is rebased: frame by frame, with the pointer map of
   each call.  Pointers to a stack are nowhere else but in registers saved on it and in the
   records of the channel operation it waits for (the invariant of doc/abi).

   The walk is that of frames.h.

   A word may point one past the last object, so the range is closed: [lo, hi].

   General registers only, no libc: vector registers of the goroutine are live.  */

#define _GNU_SOURCE
#include "goro.h"
#include "gc/hooks.h"
#include "os/os.h"
#include "sched/sched.h"
#include "sched/state.h"
#include "stack/frames.h"
#include "stack/compact.h"
#include "stack/maps.h"
#include "stack/shrink.h"
#include "stack/stack.h"

#pragma GCC optimize ("O2")

static const size_t MAX_STACK = (size_t) 1 << 30;

static inline void rebase (const struct goro_walk *w, uintptr_t *word)
{
  if (*word - w->lo <= w->hi - w->lo)
    *word += w->delta;
}

static inline void copy_words (void *to, const void *from, size_t size)
{
  size_t words = size / 8;
  __asm__ volatile ("rep movsq" : "+D" (to), "+S" (from), "+c" (words) : : "memory");
}

static inline void fill (void *to, uint64_t value, size_t size)
{
  size_t words = size / 8;
  __asm__ volatile ("rep stosq" : "+D" (to), "+c" (words) : "a" (value) : "memory");
}

_Noreturn void goro__no_map (struct goro_g *gp, uintptr_t pc)
{
  goro__os_print ("goro: goroutine %U: no pointer map for return address %p: its caller was not compiled by the "
                  "plugin, or calls from inline assembly\n", gp->id, (void *) pc);
  goro__throw ("a stack cannot be moved");
}

/* A word that is c - p.  */
static inline void rebase_negated (const struct goro_walk *w, uintptr_t *word)
{
  if (-*word - w->lo <= w->hi - w->lo)
    *word -= w->delta;
}

static __attribute__ ((noinline)) void rebase_aligned (const struct goro_walk *w, const struct goro_map *m, uintptr_t *cfa,
                                                       uintptr_t *base, uintptr_t *limit)
{
  goro__walk_aligned (w, m, cfa, base, limit, rebase, rebase_negated);
}

/* sp is the saved stack pointer in the new stack, which ends at hi.  */
static void rebase_stack (struct goro_g *gp, const struct goro_walk *w, uintptr_t sp, uintptr_t hi)
{
  uintptr_t *word = goro__walk_stack (gp, w, sp, hi, rebase, rebase_negated, rebase_aligned);
  for (; word < (uintptr_t *) hi; word++)
    rebase (w, word);
}

/* The first stack, inside the G's block.  */
static bool own_block_p (struct goro_g *gp, uintptr_t lo)
{
  return lo == goro__g_block (gp);
}

/* To [new_lo, new_hi), which has room.  */
static void move_to (struct goro_g *gp, struct goro_p *pp, uintptr_t new_lo, uintptr_t new_hi)
{
  uintptr_t old_lo = gp->lo, old_hi = gp->hi, old_sp = gp->sp;
  struct goro_walk w = { old_lo, old_hi, new_hi - old_hi };
  uintptr_t sp = old_sp + w.delta;
  copy_words ((void *) sp, (void *) old_sp, old_hi - old_sp);
  if (__builtin_expect (goro__debug_cleardead, 0)) {
    goro__stack_verify (gp, w.delta);
    /* What an earlier owner left must not look like an address.  */
    if (!goro__small_stack_p (new_lo, new_hi))
      fill ((void *) new_lo, UINT64_C (0xdbdbdbdbdbdbdbdb), sp - new_lo);
  }
  rebase_stack (gp, &w, sp, new_hi);
  goro__chan_rebase (gp, old_lo, old_hi, w.delta);
  if (__builtin_expect (gp->trampolines != NULL, false))
    goro__trampolines_rebase (gp, old_lo, old_hi, w.delta);
  gp->sp = sp;
  gp->lo = new_lo;
  gp->hi = new_hi;
  gp->guard = goro__g_guard (new_lo);
  bool small = goro__small_stack_p (old_lo, old_hi);
  if (__builtin_expect (goro__debug_escapeverify, 0)) {
    /* A small stack is its goroutine's above the stack pointer only.  */
    goro__escape_moved (gp, small ? old_sp : old_lo, old_hi, old_sp);
    if (small)
      goro__small_stack_free (old_hi);
    return;
  }
  if (goro__debug_stackmove || goro__debug_stackpoison) {
    uintptr_t start = small ? old_sp : old_lo;
    fill ((void *) start, UINT64_C (0xdbdbdbdbdbdbdbdb), old_hi - start);
  }
  if (__builtin_expect (small, false))
    goro__small_stack_free (old_hi);
  else if (!own_block_p (gp, old_lo))
    goro__stack_free (pp, (void *) old_lo, old_hi - old_lo);
}

bool goro__stack_move (struct goro_g *gp, size_t new_size)
{
  struct goro_p *pp = goro__getp ();
  if (new_size <= GORO_G_BLOCK) {
    uintptr_t lo = goro__g_block (gp);
    if (lo == gp->lo)
      return true;
    if (gp->hi - gp->sp + GORO_STACK_SLACK > GORO_FIRST_STACK)
      return false;
    move_to (gp, pp, lo, lo + GORO_FIRST_STACK);
  } else {
    uintptr_t lo = (uintptr_t) goro__stack_alloc (pp, new_size);
    if (lo == 0)
      return false;
    move_to (gp, pp, lo, lo + new_size);
  }
  return true;
}

void goro__stack_move_small (struct goro_g *gp, uintptr_t lo, uintptr_t hi)
{
  move_to (gp, NULL, lo, hi);
}

size_t goro__stack_size (struct goro_g *gp)
{
  return own_block_p (gp, gp->lo) ? GORO_G_BLOCK : gp->hi - gp->lo;
}

void goro__stack_grow (struct goro_g *gp, size_t need)
{
  size_t size = goro__stack_size (gp) * 2;
  size_t want = gp->hi - gp->sp + need + 2 * GORO_STACK_SLACK;
  while (size < want && size <= MAX_STACK)
    size *= 2;
  if (size > MAX_STACK) {
    goro__os_print ("runtime: goroutine stack exceeds 1000000000-byte limit\n"
                    "sp=%p stack=[%p, %p]\n", (void *) gp->sp, (void *) gp->lo, (void *) gp->hi);
    goro__fatal ("stack overflow");
  }
  if (!goro__stack_move (gp, size))
    goro__fatal ("out of memory (stack growth)");
}

/* Moves to a new place of the same size; out of the first block there is only a larger one.  */
static void move_elsewhere (struct goro_g *gp)
{
  size_t size = goro__stack_size (gp);
  if (!goro__stack_move (gp, size <= GORO_G_BLOCK ? 2 * GORO_G_BLOCK : size))
    goro__fatal ("out of memory (stack move)");
}

/* A check's slow path, context saved: grow, yield, or nothing.  */
uintptr_t goro__morestack_sys (struct goro_g *gp);
uintptr_t goro__morestack_sys (struct goro_g *gp)
{
  uintptr_t frame = gp->sp + GORO_SWITCH_PC + 8;
  uintptr_t sp = frame + GORO_FULL_PC + 8; /* as the check saw it */
  const struct goro_map *m = goro__map_find (*(uintptr_t *) (frame + GORO_FULL_PC));
  if (m == NULL || !(m->flags & GORO_MAP_CHECK))
    goro__no_map (gp, *(uintptr_t *) (frame + GORO_FULL_PC));

  if (__builtin_expect (gp->shrink, false)) {
    /* Before the look at the room that there is.  */
    uintptr_t old_hi = gp->hi;
    goro__stack_shrink_wanted (gp);
    sp += gp->hi - old_hi;
  }
  size_t need = m->need > GORO_FRAME_SMALL ? m->need : 0;
  if (sp - gp->lo < need + GORO_STACK_SLACK || sp < gp->lo)
    goro__stack_grow (gp, m->need);
  else if (goro__debug_stackmove)
    move_elsewhere (gp);
  else
    gp->guard = goro__g_guard (gp->lo);

  struct goro_p *pp = goro__getp ();
  if (goro__gc_wants (&pp->gc_round))
    goro__gc_safepoint (pp, gp);
  if (gp->preempt || goro__debug_preempt) {
    gp->preempt = false;
    gp->guard = goro__g_guard (gp->lo);
    void *area = goro__stack_alloc (goro__getp (), GORO_XSTATE_SIZE);
    if (area == NULL)
      return 0; /* goes on; asked again in a while */
    fill ((char *) area + 512, 0, 64); /* the header xsave expects to be sane */
    goro__save_vectors (area);
    gp->xstate = area;
    goro__preempted_sys (gp);
  }
  return 0;
}

uintptr_t goro__vectors_done_sys (struct goro_g *gp);
uintptr_t goro__vectors_done_sys (struct goro_g *gp)
{
  void *area = gp->xstate;
  gp->xstate = NULL;
  goro__stack_free (goro__getp (), area, GORO_XSTATE_SIZE);
  return 0;
}

/* Before an alloca.  */
uintptr_t goro__reserve_sys (struct goro_g *gp, uintptr_t size);
uintptr_t goro__reserve_sys (struct goro_g *gp, uintptr_t size)
{
  uintptr_t sp = gp->sp + GORO_SWITCH_PC + 8;
  if (size > MAX_STACK || sp - gp->lo < size + GORO_RESERVE_MARGIN + GORO_STACK_SLACK)
    goro__stack_grow (gp, size > MAX_STACK ? MAX_STACK : size + GORO_RESERVE_MARGIN);
  else if (goro__debug_stackmove)
    move_elsewhere (gp);
  return 0;
}
