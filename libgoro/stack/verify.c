/* SPDX-License-Identifier: MIT */
/* GORODEBUG=mapverify: the maps against what the stack really holds, at each move.

   A value in [lo, hi] of the old stack is taken for an address of it.  Where the maps call the word that
   holds it
       not a pointer     they are wrong, or the value is an accident: reported
       dead              nobody may read it: overwritten in the new stack, so who reads it after all
                         does not get far
       pointer, ambiguous, negated    fine
       narrow            fine: a byte or a short beside what is left of an address.  Only the plugin says that, where
                         nothing wider is wanted: a pointer that it takes for an integer is called not a pointer

   GORODEBUG=escapeverify wants the dead words overwritten, too: what is not moved would be taken for a kept address where
   another variable gets the same place and has no value yet.  It does not report wrong maps.

   Every word of the frames is looked at, and every saved register, at the frame whose value
   it is.  Return addresses and the places of saved registers are no frame's own words.  The walk is that of
   move.c, but over the old stack, which nothing has changed yet.

   General registers only, no libc.  */

#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <stdatomic.h>

#include "os/os.h"
#include "sched/sched.h"
#include "sched/state.h"
#include "stack/maps.h"
#include "stack/stack.h"

extern const char goro__start_ret[], goro__morestack_ret[], goro__vectors_done_ret[];

int goro__debug_mapverify;
int goro__debug_cleardead;

static const uintptr_t POISON = UINT64_C (0xdddddddddddddddd);

static _Atomic uint64_t words_seen, dead_seen, wrong_seen;

struct verify {
  struct goro_g *gp;
  uintptr_t lo, hi;
  intptr_t delta;
  uintptr_t pc; /* of the present frame */
  struct goro_found found;
};

/* Names in the order of the maps.  */
static const char *const callee_saved[GORO_CALLEE_SAVED] = { "r15", "r14", "r13", "r12", "rbx", "rbp" };
static const char *const caller_saved[GORO_CALLER_SAVED] = { "r11", "r10", "r9", "r8", "rdi", "rsi", "rdx", "rcx",
                                                             "rax" };

static void wrong (const struct verify *v, const uintptr_t *word, const char *reg, intptr_t offset)
{
  struct goro_place place;
  if (!goro__map_place (v->pc, true, &place))
    place = (struct goro_place) { "?", "?", v->pc, 0 };
  goro__os_print ("goro: mapverify: goroutine %U: %s (%s:%u +0x%x), return address %p: ", v->gp->id, place.function,
                  place.file, place.line, (unsigned long) (v->pc - place.entry), (void *) v->pc);
  if (reg)
    goro__os_print ("register %s", reg);
  else
    goro__os_print ("the word at CFA%s%D", offset < 0 ? "" : "+", (int64_t) offset);
  goro__os_print (" is not a pointer, but holds %p\n", (void *) *word);
  atomic_fetch_add (&wrong_seen, 1);
  if (goro__debug_mapverify == 1)
    goro__throw ("a pointer map is wrong");
}

/* The class of what word of the old stack holds.  */
static void look (const struct verify *v, uintptr_t *word, uint32_t class, const char *reg, intptr_t offset)
{
  /* Relaxed, here and below: counts.  */
  atomic_fetch_add_explicit (&words_seen, 1, memory_order_relaxed);
  if (class == GORO_CLASS_NOT_POINTER && goro__debug_mapverify != 0)
    wrong (v, word, reg, offset);
  else if (class == GORO_CLASS_DEAD) {
    atomic_fetch_add_explicit (&dead_seen, 1, memory_order_relaxed);
    *(uintptr_t *) ((uintptr_t) word + v->delta) = POISON;
  }
}

static bool address_p (const struct verify *v, const uintptr_t *word)
{
  return *word - v->lo <= v->hi - v->lo;
}

/* The class of a word at a call, by its number.  */
static uint32_t class_of (const struct goro_found *found, uint32_t number)
{
  const struct goro_function *f = &found->function;
  struct goro_words w;
  goro_words_open (&w, f, found->site);
  while (goro_words_next (&w))
    if (number - w.first < w.count)
      return w.class;
  if (f->limited && number >= GORO_CALLEE_SAVED + f->nargs + f->nwords)
    return GORO_CLASS_AMBIGUOUS;
  return GORO_CLASS_NOT_POINTER;
}

/* The arguments that belong to the function called.  */
static void look_arguments (const struct verify *v, uintptr_t *cfa, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    if (address_p (v, cfa + i))
      look (v, cfa + i, v->found.is_check ? goro_nibble (v->found.check.args, i)
                                          : class_of (&v->found, GORO_CALLEE_SAVED + i), NULL, 8 * (intptr_t) i);
}

/* The frame's own words, from limit up to the word before the return address, or before what lies above a
   realigned frame.  */
static void look_frame (const struct verify *v, uintptr_t *cfa, uintptr_t *fp, uintptr_t *limit, uintptr_t sp)
{
  const struct goro_rule *rule = &v->found.rule;
  uintptr_t *const base[2] = { cfa, fp }, *top = cfa;
  if (rule->flags & GORO_MAP_BASE_SP)
    top = (uintptr_t *) sp + rule->base;
  else if (rule->flags & GORO_MAP_BASE_FP)
    top = fp + rule->base;
  /* The place that an aligned frame counts from may be above the caller's.  */
  for (uintptr_t *word = (top < cfa ? top : cfa) - 2; word >= limit; word--) {
    if (!address_p (v, word))
      continue;
    bool saved = false;
    for (unsigned i = 0; i < GORO_CALLEE_SAVED; i++)
      saved |= (rule->saved >> i & 1) && word == base[rule->from_fp >> i & 1] - rule->where[i];
    if (!saved)
      look (v, word, class_of (&v->found, GORO_CALLEE_SAVED + v->found.function.nargs + (uint32_t) (top - 2 - word)),
            NULL, 8 * (word - cfa));
  }
}

static void find (struct verify *v, uintptr_t pc)
{
  v->pc = pc;
  if (!goro__map_lookup (pc, &v->found)) {
    goro__os_print ("goro: mapverify: goroutine %U: no pointer map for return address %p\n", v->gp->id, (void *) pc);
    goro__throw ("a stack cannot be moved");
  }
}

void goro__stack_verify (struct goro_g *gp, intptr_t delta)
{
  struct verify v = { .gp = gp, .lo = gp->lo, .hi = gp->hi, .delta = delta };
  uintptr_t *loc[GORO_CALLEE_SAVED], *frame = (uintptr_t *) gp->sp, sp = gp->sp;
  for (int i = 0; i < GORO_CALLEE_SAVED; i++)
    loc[i] = &frame[i];
  uintptr_t pc = frame[GORO_SWITCH_PC / 8];
  uint32_t callee_args = 0;
  sp += GORO_SWITCH_PC + 8;

  if (pc == (uintptr_t) goro__morestack_ret || pc == (uintptr_t) goro__vectors_done_ret) {
    frame = (uintptr_t *) sp;
    for (int i = 0; i < GORO_CALLEE_SAVED; i++)
      loc[i] = &frame[i];
    find (&v, frame[GORO_FULL_PC / 8]);
    for (int i = 0; i < GORO_CALLER_SAVED; i++)
      if (address_p (&v, &frame[GORO_FULL_R11 / 8 + i]))
        look (&v, &frame[GORO_FULL_R11 / 8 + i], goro_nibble (v.found.vector, i), caller_saved[i], 0);
    sp += GORO_FULL_PC + 8;
    pc = *(uintptr_t *) sp;
    sp += 8;
    callee_args = v.found.check.nargs;
    look_arguments (&v, (uintptr_t *) sp, callee_args);
  }

  while (pc != (uintptr_t) goro__start_ret) {
    find (&v, pc);
    const struct goro_rule *rule = &v.found.rule;
    for (unsigned i = 0; i < GORO_CALLEE_SAVED; i++)
      if ((rule->saved >> i & 1) && address_p (&v, loc[i]))
        look (&v, loc[i], class_of (&v.found, i), callee_saved[i], 0);
    uintptr_t fp = *loc[GORO_FP_INDEX], cfa;
    if (rule->flags & GORO_MAP_CFA_LOAD)
      cfa = ((uintptr_t *) fp)[-(intptr_t) rule->cfa];
    else
      cfa = (rule->flags & GORO_MAP_CFA_FP ? fp : sp) + 8 * (uintptr_t) rule->cfa;
    if (cfa <= sp || cfa > gp->hi)
      goro__throw ("a stack's frames do not nest");
    look_frame (&v, (uintptr_t *) cfa, (uintptr_t *) fp, (uintptr_t *) sp + callee_args, sp);
    callee_args = v.found.function.nargs;
    look_arguments (&v, (uintptr_t *) cfa, callee_args);
    uintptr_t *const base[2] = { (uintptr_t *) cfa, (uintptr_t *) fp };
    for (unsigned i = 0; i < GORO_CALLEE_SAVED; i++)
      if (rule->saved >> i & 1)
        loc[i] = base[rule->from_fp >> i & 1] - rule->where[i];
    pc = ((uintptr_t *) cfa)[-1];
    sp = cfa;
  }
}

void goro__verify_report (void)
{
  if (goro__debug_mapverify == 2)
    goro__os_print ("goro: mapverify: %U addresses, %U in words that are not pointers, %U in dead words\n",
                    atomic_load (&words_seen), atomic_load (&wrong_seen), atomic_load (&dead_seen));
}
