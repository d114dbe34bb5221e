/* SPDX-License-Identifier: MIT */
/* Moving a goroutine's stack.

   The used part is copied to the new place, top to top, and then every word in it that
   points into the old stack is rebased: frame by frame, with the pointer map of
   each call.  Pointers to a stack are nowhere else but in registers saved on it and in the
   records of the channel operation it waits for (the invariant of doc/abi).

   What the walk holds at each frame: its stack pointer sp, the return
   address pc that names its record, and for each callee-saved register the place loc[i] where the
   value it had in this frame was saved: in the switch frame at first, then
   in whatever inner frame saved it.

       sp at the top of the walk
       | switch frame      r15 ... rbp, pc
       | [full frame]      only after __goro_morestack: all registers, pc of the check
       | frame of f        words described by f's record, up to CFA
       | return address    pc of the next record
       | ...
       | goro__start       nothing known: every word ambiguous
       hi

   A word may point one past the last object, so the range is closed: [lo, hi].

   General registers only, no libc: vector registers of the goroutine are live.  */

#define _GNU_SOURCE
#include "goro.h"
#include "os/os.h"
#include "sched/sched.h"
#include "sched/state.h"
#include "stack/maps.h"
#include "stack/stack.h"

#pragma GCC optimize ("O2")

extern const char goro__start_ret[], goro__morestack_ret[], goro__vectors_done_ret[];

static const size_t MAX_STACK = (size_t) 1 << 30;

struct walk {
  uintptr_t lo, hi;   /* the old stack */
  intptr_t delta;
};

static inline void rebase (const struct walk *w, uintptr_t *word)
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

_Noreturn static void no_map (struct goro_g *gp, uintptr_t pc)
{
  goro__os_print ("goro: goroutine %U: no pointer map for return address %p: its caller was not compiled by the "
                  "plugin, or calls from inline assembly\n", gp->id, (void *) pc);
  goro__throw ("a stack cannot be moved");
}

/* A word that is c - p.  */
static inline void rebase_negated (const struct walk *w, uintptr_t *word)
{
  if (-*word - w->lo <= w->hi - w->lo)
    *word -= w->delta;
}

/* Words of the frame whose CFA is cfa and of its arguments, not below limit.  */
static inline void rebase_words (const struct walk *w, const struct goro_map *m, uintptr_t *cfa, uintptr_t *limit)
{
  const int32_t *list = m->words, *end = list + m->nwords;
  if (__builtin_expect (limit == NULL && m->nnegated == 0, true)) {
#pragma GCC unroll 4
    for (; list < end; list++)
      rebase (w, cfa + *list);
    return;
  }
  for (; list < end; list++)
    if (cfa + *list >= limit)
      rebase (w, cfa + *list);
  for (end += m->nnegated; list < end; list++)
    if (cfa + *list >= limit)
      rebase_negated (w, cfa + *list);
}

/* The same for a realigned frame, whose own words count from base.  */
static __attribute__ ((noinline)) void rebase_aligned (const struct walk *w, const struct goro_map *m, uintptr_t *cfa,
                                                       uintptr_t *base, uintptr_t *limit)
{
  for (uint32_t i = 0; i < m->nwords + m->nnegated; i++) {
    uintptr_t *word = (m->words[i] < 0 ? base : cfa) + m->words[i];
    if (word < limit)
      continue;
    if (i < m->nwords)
      rebase (w, word);
    else
      rebase_negated (w, word);
  }
}

/* The words of a frame below those that its map describes: ambiguous, but for what holds
   another's registers.  */
static void rebase_rest (const struct walk *w, const struct goro_map *m, uintptr_t *words, uintptr_t *cfa,
                         uintptr_t *fp, uintptr_t *limit)
{
  uintptr_t *const base[2] = { cfa, fp };
  for (uintptr_t *word = words - m->nslots - 1; word >= limit; word--) {
    bool saved = false;
    for (unsigned i = 0; i < GORO_CALLEE_SAVED; i++)
      saved |= (m->saved >> i & 1) && word == base[m->from_fp >> i & 1] - m->where[i];
    if (!saved)
      rebase (w, word);
  }
}

/* sp is the saved stack pointer in the new stack, which ends at hi.  */
static void rebase_stack (struct goro_g *gp, const struct walk *w, uintptr_t sp, uintptr_t hi)
{
  uintptr_t *loc[GORO_CALLEE_SAVED];
  uintptr_t *frame = (uintptr_t *) sp;
  for (int i = 0; i < GORO_CALLEE_SAVED; i++)
    loc[i] = &frame[i];
  uintptr_t pc = frame[GORO_SWITCH_PC / 8];
  uint32_t callee_args = 0; /* words above sp that the frame below has described */
  sp += GORO_SWITCH_PC + 8;

  if (pc == (uintptr_t) goro__morestack_ret || pc == (uintptr_t) goro__vectors_done_ret) {
    frame = (uintptr_t *) sp;
    for (int i = 0; i < GORO_CALLEE_SAVED; i++)
      loc[i] = &frame[i];
    pc = frame[GORO_FULL_PC / 8];
    sp += GORO_FULL_PC + 8;
    const struct goro_map *m = goro__map_find (pc);
    if (m == NULL || !(m->flags & GORO_MAP_CHECK))
      no_map (gp, pc);
    for (unsigned mask = m->caller_moved; mask; mask &= mask - 1)
      rebase (w, &frame[GORO_FULL_R11 / 8 + __builtin_ctz (mask)]);
    for (unsigned mask = m->caller_negated; mask; mask &= mask - 1)
      rebase_negated (w, &frame[GORO_FULL_R11 / 8 + __builtin_ctz (mask)]);
    pc = *(uintptr_t *) sp;
    sp += 8;
    rebase_words (w, m, (uintptr_t *) sp, NULL);
    callee_args = m->nargs;
  }

  const struct goro_map *m = NULL;
  uintptr_t known = 0;
  while (pc != (uintptr_t) goro__start_ret) {
    /* Recursion needs no search.  */
    if (pc != known) {
      m = goro__map_find (pc);
      if (__builtin_expect (m == NULL, false))
        no_map (gp, pc);
      known = pc;
    }
    for (unsigned mask = m->moved; mask; mask &= mask - 1)
      rebase (w, loc[__builtin_ctz (mask)]);
    for (unsigned mask = m->negated; __builtin_expect (mask, 0); mask &= mask - 1)
      rebase_negated (w, loc[__builtin_ctz (mask)]);
    uintptr_t fp = *loc[GORO_FP_INDEX], cfa;
    if (__builtin_expect (m->flags, 0) == 0)
      cfa = sp + 8 * (uintptr_t) m->cfa;
    else if (m->flags & GORO_MAP_CFA_LOAD)
      /* The word is rebased below with the rest of the frame.  */
      cfa = ((uintptr_t *) fp)[-(intptr_t) m->cfa] + w->delta;
    else
      cfa = fp + 8 * (uintptr_t) m->cfa;
    if (__builtin_expect (cfa <= sp || cfa > hi, false))
      goro__throw ("a stack's frames do not nest");
    uintptr_t *limit = (uintptr_t *) sp + callee_args;
    uintptr_t *words = (uintptr_t *) cfa;
    if (__builtin_expect (m->flags & (GORO_MAP_BASE_SP | GORO_MAP_BASE_FP), 0)) {
      words = (uintptr_t *) (m->flags & GORO_MAP_BASE_SP ? sp : fp) + m->base;
      rebase_aligned (w, m, (uintptr_t *) cfa, words, limit);
    } else
      rebase_words (w, m, words, m->open || callee_args ? limit : NULL);
    if (m->open)
      rebase_rest (w, m, words, (uintptr_t *) cfa, (uintptr_t *) fp, limit);
    uintptr_t *const base[2] = { (uintptr_t *) cfa, (uintptr_t *) fp };
    for (unsigned mask = m->saved, i; mask; mask &= mask - 1) {
      i = __builtin_ctz (mask);
      loc[i] = base[m->from_fp >> i & 1] - m->where[i];
    }
    pc = ((uintptr_t *) cfa)[-1];
    sp = cfa;
    callee_args = m->nargs;
  }
  for (uintptr_t *word = (uintptr_t *) sp + callee_args; word < (uintptr_t *) hi; word++)
    rebase (w, word);
}

/* The first stack, inside the G's block.  */
static bool own_block_p (struct goro_g *gp, uintptr_t lo)
{
  return lo == goro__g_block (gp);
}

bool goro__stack_move (struct goro_g *gp, size_t new_size)
{
  uintptr_t old_lo = gp->lo, old_hi = gp->hi, new_lo, new_hi;
  size_t used = old_hi - gp->sp;
  struct goro_p *pp = goro__getp ();

  if (new_size <= GORO_G_BLOCK) {
    new_lo = goro__g_block (gp);
    new_hi = (uintptr_t) gp;
    if (new_lo == old_lo)
      return true;
    if (used + GORO_STACK_SLACK > new_hi - new_lo)
      return false;
  } else {
    new_lo = (uintptr_t) goro__stack_alloc (pp, new_size);
    if (new_lo == 0)
      return false;
    new_hi = new_lo + new_size;
  }
  struct walk w = { old_lo, old_hi, new_hi - old_hi };
  uintptr_t sp = gp->sp + w.delta;
  copy_words ((void *) sp, (void *) gp->sp, used);
  if (__builtin_expect (goro__debug_mapverify, 0)) {
    goro__stack_verify (gp, w.delta);
    /* What an earlier owner left must not look like an address.  */
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
  if (goro__debug_stackmove || goro__debug_stackpoison)
    fill ((void *) old_lo, UINT64_C (0xdbdbdbdbdbdbdbdb), old_hi - old_lo);
  if (!own_block_p (gp, old_lo))
    goro__stack_free (pp, (void *) old_lo, old_hi - old_lo);
  return true;
}

static size_t stack_size (struct goro_g *gp)
{
  return own_block_p (gp, gp->lo) ? GORO_G_BLOCK : gp->hi - gp->lo;
}

void goro__stack_grow (struct goro_g *gp, size_t need)
{
  size_t size = stack_size (gp) * 2;
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

void goro__stack_shrink (struct goro_g *gp)
{
  size_t size = stack_size (gp), used = gp->hi - gp->sp;
  if (size <= GORO_G_BLOCK || used >= size / 4)
    return;
  goro__stack_move (gp, size / 2);
}

/* Moves to a new place of the same size; out of the first block there is only a larger one.  */
static void move_elsewhere (struct goro_g *gp)
{
  size_t size = stack_size (gp);
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
    no_map (gp, *(uintptr_t *) (frame + GORO_FULL_PC));

  size_t need = m->need > GORO_FRAME_SMALL ? m->need : 0;
  if (sp - gp->lo < need + GORO_STACK_SLACK || sp < gp->lo)
    goro__stack_grow (gp, m->need);
  else if (goro__debug_stackmove)
    move_elsewhere (gp);
  else
    gp->guard = goro__g_guard (gp->lo);

  if (gp->preempt || goro__debug_preempt) {
    gp->preempt = false;
    gp->guard = goro__g_guard (gp->lo);
    void *area = goro__stack_alloc (goro__getp (), 4096);
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
  goro__stack_free (goro__getp (), area, 4096);
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
