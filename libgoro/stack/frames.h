/* SPDX-License-Identifier: MIT */
/* The walk over a goroutine's frames: what a move rebases and what the collector scans.

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
       | goro__start       the arguments of the go statement: every word ambiguous
       hi

   Everything is inlined, and the visitors with it: `word' gets every word that the maps call pointer or ambiguous,
   `negated' every one that is c - p.  A visitor may change the word by delta (a move) or leave it as it is (delta 0).

   General registers only, no libc: vector registers of the goroutine are live.  */
#ifndef GORO_STACK_FRAMES_H
#define GORO_STACK_FRAMES_H

#include "os/os.h"
#include "sched/sched.h"
#include "stack/maps.h"

extern const char goro__start_ret[], goro__morestack_ret[], goro__vectors_done_ret[];

struct goro_walk {
  uintptr_t lo, hi;   /* the stack; of a move, the old one */
  intptr_t delta;
};

typedef void goro__visit (const struct goro_walk *w, uintptr_t *word);

#define GORO_WALK static inline __attribute__ ((always_inline))

_Noreturn void goro__no_map (struct goro_g *gp, uintptr_t pc); /* move.c */

/* Words of the frame whose CFA is cfa and of its arguments, not below limit.  */
GORO_WALK void goro__walk_words (const struct goro_walk *w, const struct goro_map *m, uintptr_t *cfa, uintptr_t *limit,
                                 goro__visit *word, goro__visit *negated)
{
  const int32_t *list = m->words, *end = list + m->nwords;
  if (__builtin_expect (limit == NULL && m->nnegated == 0, true)) {
#pragma GCC unroll 4
    for (; list < end; list++)
      word (w, cfa + *list);
    return;
  }
  for (; list < end; list++)
    if (cfa + *list >= limit)
      word (w, cfa + *list);
  for (end += m->nnegated; list < end; list++)
    if (cfa + *list >= limit)
      negated (w, cfa + *list);
}

/* The same for a realigned frame, whose own words count from base.  */
GORO_WALK void goro__walk_aligned (const struct goro_walk *w, const struct goro_map *m, uintptr_t *cfa,
                                   uintptr_t *base, uintptr_t *limit, goro__visit *word, goro__visit *negated)
{
  for (uint32_t i = 0; i < m->nwords + m->nnegated; i++) {
    uintptr_t *place = (m->words[i] < 0 ? base : cfa) + m->words[i];
    if (place < limit)
      continue;
    if (i < m->nwords)
      word (w, place);
    else
      negated (w, place);
  }
}

/* The words of a frame below those that its map describes: ambiguous, but for what holds
   another's registers.  */
GORO_WALK void goro__walk_rest (const struct goro_walk *w, const struct goro_map *m, uintptr_t *words, uintptr_t *cfa,
                                uintptr_t *fp, uintptr_t *limit, goro__visit *word)
{
  uintptr_t *const base[2] = { cfa, fp };
  for (uintptr_t *place = words - m->nslots - 1; place >= limit; place--) {
    bool saved = false;
    for (unsigned i = 0; i < GORO_CALLEE_SAVED; i++)
      saved |= (m->saved >> i & 1) && place == base[m->from_fp >> i & 1] - m->where[i];
    if (!saved)
      word (w, place);
  }
}

/* What is done with a realigned frame, out of line in whoever walks.  */
typedef void goro__aligned (const struct goro_walk *w, const struct goro_map *m, uintptr_t *cfa, uintptr_t *base,
                            uintptr_t *limit);

/* The frames from the one whose call returns to pc, sp after the return.  callee_args: words above sp that the frame below has
   described.  Returns where what is known ends: from there to hi are the arguments of the go statement.  */
GORO_WALK uintptr_t *goro__walk_frames (struct goro_g *gp, const struct goro_walk *w, uintptr_t **loc, uintptr_t pc,
                                        uintptr_t sp, uint32_t callee_args, uintptr_t hi, goro__visit *word,
                                        goro__visit *negated, goro__aligned *aligned)
{
  const struct goro_map *m = NULL;
  uintptr_t known = 0;
  while (pc != (uintptr_t) goro__start_ret) {
    /* Recursion needs no search.  */
    if (pc != known) {
      m = goro__map_find (pc);
      if (__builtin_expect (m == NULL, false))
        goro__no_map (gp, pc);
      known = pc;
    }
    for (unsigned mask = m->moved; mask; mask &= mask - 1)
      word (w, loc[__builtin_ctz (mask)]);
    for (unsigned mask = m->negated; __builtin_expect (mask, 0); mask &= mask - 1)
      negated (w, loc[__builtin_ctz (mask)]);
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
      aligned (w, m, (uintptr_t *) cfa, words, limit);
    } else
      goro__walk_words (w, m, words, m->open || callee_args ? limit : NULL, word, negated);
    if (m->open)
      goro__walk_rest (w, m, words, (uintptr_t *) cfa, (uintptr_t *) fp, limit, word);
    uintptr_t *const base[2] = { (uintptr_t *) cfa, (uintptr_t *) fp };
    for (unsigned mask = m->saved, i; mask; mask &= mask - 1) {
      i = __builtin_ctz (mask);
      loc[i] = base[m->from_fp >> i & 1] - m->where[i];
    }
    pc = ((uintptr_t *) cfa)[-1];
    sp = cfa;
    callee_args = m->nargs;
  }
  return (uintptr_t *) sp + callee_args;
}

/* All of a goroutine whose context is saved at sp; the stack ends at hi.  */
GORO_WALK uintptr_t *goro__walk_stack (struct goro_g *gp, const struct goro_walk *w, uintptr_t sp, uintptr_t hi,
                                       goro__visit *word, goro__visit *negated, goro__aligned *aligned)
{
  uintptr_t *loc[GORO_CALLEE_SAVED];
  uintptr_t *frame = (uintptr_t *) sp;
  for (int i = 0; i < GORO_CALLEE_SAVED; i++)
    loc[i] = &frame[i];
  uintptr_t pc = frame[GORO_SWITCH_PC / 8];
  uint32_t callee_args = 0;
  sp += GORO_SWITCH_PC + 8;

  if (pc == (uintptr_t) goro__morestack_ret || pc == (uintptr_t) goro__vectors_done_ret) {
    frame = (uintptr_t *) sp;
    for (int i = 0; i < GORO_CALLEE_SAVED; i++)
      loc[i] = &frame[i];
    pc = frame[GORO_FULL_PC / 8];
    sp += GORO_FULL_PC + 8;
    const struct goro_map *m = goro__map_find (pc);
    if (m == NULL || !(m->flags & GORO_MAP_CHECK))
      goro__no_map (gp, pc);
    for (unsigned mask = m->caller_moved; mask; mask &= mask - 1)
      word (w, &frame[GORO_FULL_R11 / 8 + __builtin_ctz (mask)]);
    for (unsigned mask = m->caller_negated; mask; mask &= mask - 1)
      negated (w, &frame[GORO_FULL_R11 / 8 + __builtin_ctz (mask)]);
    pc = *(uintptr_t *) sp;
    sp += 8;
    goro__walk_words (w, m, (uintptr_t *) sp, NULL, word, negated);
    callee_args = m->nargs;
  }
  return goro__walk_frames (gp, w, loc, pc, sp, callee_args, hi, word, negated, aligned);
}

#endif
