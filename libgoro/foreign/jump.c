/* SPDX-License-Identifier: MIT */
/* setjmp and longjmp.

   A buffer that setjmp filled on a goroutine's stack (asm/<cpu>/jump.S) holds nothing that a move of
   the stack makes wrong: the stack pointer as a distance from the stack's base; the callee-saved
   registers as they were, beside the range [lo, hi] that the stack had then; the number
   of the goroutine.  No word of it can be taken for an address of a stack, wherever
   the buffer lies: addresses are complemented, registers in halves.

       word 0        GORO_JUMP_MAGIC        6   mangled GORO_JUMP_NO_STACK
            1        ~lo                    7   mangled address of the landing
            2        ~hi                    8   has a signal mask been saved?
            3        ~return address        9   the mask
            4        hi - stack pointer    10 ... 21  r15 r14 r13 r12 rbx rbp, low half, high half
            5        the goroutine

   longjmp rebases the registers that the pointer maps call pointers: a register is described by the first
   frame, from setjmp's caller outward, that has saved it.  Those frames still stand as they
   did then, so their saved registers are where the maps say.

   The C library's own longjmp, which foreign code calls, finds in words 0 to 9 a buffer of its own
   that leads to our landing on the thread's stack.  From there, as from a longjmp in a callback, the
   foreign frames are left behind and the goroutine's state is as after the foreign call.

   On a thread's stack setjmp is the C library's, and so is longjmp with a buffer of its.

   Rejected: public symbols longjmp in libgoro, found by libraries before the C library's: a second
   definition of a versioned symbol, and of one that static programs have already.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <signal.h>

#include "goro.h"
#include "os/os.h"
#include "os/syscall.h"
#include "panic/report.h"
#include "sched/state.h"
#include "stack/maps.h"
#include "stack/stack.h"

extern const char goro__start_ret[];

struct jump {
  uint64_t mark;
  uint64_t not_lo, not_hi, not_pc, depth, id;
  uint64_t libc_sp, libc_pc;
  uint32_t masked;
  uint64_t mask;
  uint64_t regs[2 * GORO_CALLEE_SAVED];
};

_Static_assert (offsetof (struct jump, mark) == GORO_JUMP_MARK, "abi");
_Static_assert (offsetof (struct jump, not_lo) == GORO_JUMP_LO, "abi");
_Static_assert (offsetof (struct jump, not_hi) == GORO_JUMP_HI, "abi");
_Static_assert (offsetof (struct jump, not_pc) == GORO_JUMP_PC, "abi");
_Static_assert (offsetof (struct jump, depth) == GORO_JUMP_DEPTH, "abi");
_Static_assert (offsetof (struct jump, id) == GORO_JUMP_ID, "abi");
_Static_assert (offsetof (struct jump, libc_sp) == GORO_JUMP_LIBC_SP, "abi");
_Static_assert (offsetof (struct jump, libc_pc) == GORO_JUMP_LIBC_PC, "abi");
_Static_assert (offsetof (struct jump, masked) == GORO_JUMP_MASKED, "abi");
_Static_assert (offsetof (struct jump, mask) == GORO_JUMP_MASK, "abi");
_Static_assert (offsetof (struct jump, regs) == GORO_JUMP_REGS, "abi");
_Static_assert (sizeof (struct jump) <= 200, "a jmp_buf");

/* Called by assembly.  */
uintptr_t goro__longjmp_sys (struct goro_g *gp, uintptr_t env, uintptr_t value, uintptr_t unused);
_Noreturn void goro__longjmp_foreign (const struct jump *env, int value);
_Noreturn void goro__longjmp_lost (void);
char goro__jump_lost_stack[GORO_JUMP_LOST_STACK] __attribute__ ((aligned (16)));

/* Registers that pointed into the stack as it was at setjmp, [lo, hi], move by delta.  */
static void rebase_registers (uintptr_t *regs, uintptr_t pc, uintptr_t sp, uintptr_t lo, uintptr_t hi, intptr_t delta)
{
  unsigned left = (1u << GORO_CALLEE_SAVED) - 1;
  uintptr_t fp = 0;
  while (left != 0) {
    const struct goro_map *m = pc == (uintptr_t) goro__start_ret ? NULL : goro__map_find (pc);
    unsigned here = m != NULL ? left & m->saved : left;
    for (unsigned mask = here, i; mask; mask &= mask - 1) {
      i = (unsigned) __builtin_ctz (mask);
      bool may_point = m == NULL || (m->moved >> i & 1);
      if (may_point && regs[i] - lo <= hi - lo)
        regs[i] += (uintptr_t) delta;
      else if (m != NULL && (m->negated >> i & 1) && -regs[i] - lo <= hi - lo)
        regs[i] -= (uintptr_t) delta;
    }
    if (left & (1u << GORO_FP_INDEX))
      fp = regs[GORO_FP_INDEX];
    left &= ~here;
    if (m == NULL || left == 0)
      return;
    uintptr_t cfa;
    if (m->flags & GORO_MAP_CFA_LOAD)
      cfa = ((uintptr_t *) fp)[-(intptr_t) m->cfa];
    else
      cfa = (m->flags & GORO_MAP_CFA_FP ? fp : sp) + 8 * (uintptr_t) m->cfa;
    if (m->saved & (1u << GORO_FP_INDEX))
      fp = *((uintptr_t *) (m->from_fp >> GORO_FP_INDEX & 1 ? fp : cfa) - m->where[GORO_FP_INDEX]);
    pc = ((uintptr_t *) cfa)[-1];
    sp = cfa;
  }
}

static _Noreturn void other_goroutine (struct goro_g *gp, uint64_t id)
{
  goro__report_begin ();
  goro__os_print ("fatal error: longjmp by goroutine %U to a frame of goroutine %U\n", gp->id, id);
  goro__report_goroutine ();
  goro__os_exit (2);
}

/* gp's frames end at sp.  The buffer may lie on a stack that is overwritten here: all is read first.  */
static _Noreturn void jump (struct goro_g *gp, const struct jump *env, int value, uintptr_t sp)
{
  uintptr_t target = gp->hi - env->depth, pc = ~env->not_pc, lo = ~env->not_lo, hi = ~env->not_hi;
  uintptr_t regs[GORO_CALLEE_SAVED];
  uint64_t mask = env->mask;
  bool masked = env->masked != 0;
  if (env->id != gp->id)
    other_goroutine (gp, env->id);
  if (env->depth > gp->hi - gp->lo || target < sp)
    goro__fatal ("longjmp to a frame that is gone");
  for (int i = 0; i < GORO_CALLEE_SAVED; i++)
    regs[i] = env->regs[2 * i] | env->regs[2 * i + 1] << 32;
  if (gp->hi != hi)
    rebase_registers (regs, pc, target, lo, hi, (intptr_t) (gp->hi - hi));

  uintptr_t *frame = (uintptr_t *) (target - GORO_SWITCH_PC - 8);
  for (int i = 0; i < GORO_CALLEE_SAVED; i++)
    frame[i] = regs[i];
  frame[GORO_SWITCH_PC / 8] = pc;
  gp->sp = (uintptr_t) frame;
  gp->ret = (uintptr_t) (unsigned) (value != 0 ? value : 1);
  if (masked)
    goro__syscall4 (SYS_rt_sigprocmask, SIG_SETMASK, (long) &mask, 0, 8);
  goro__gogo (goro__getm (), gp);
}

uintptr_t goro__longjmp_sys (struct goro_g *gp, uintptr_t env, uintptr_t value, uintptr_t unused)
{
  const struct jump *from = (const struct jump *) env;
  (void) unused;
  if (from->mark != GORO_JUMP_MAGIC)
    goro__fatal ("longjmp with a buffer that setjmp did not fill in this goroutine");
  jump (gp, from, (int) value, gp->sp + GORO_SWITCH_PC + 8);
}

/* On the thread's stack, from a callback, from foreign code, or from a signal handler: the
   foreign frames are left behind for gp's.  Answers where gp's frames end.  */
static uintptr_t leave_foreign (struct goro_m *mp, struct goro_g *gp)
{
  uintptr_t sp = gp->lo;
  if (goro__in_foreign (mp)) {
    sp = mp->foreign_sp;
    /* What __goro_foreign does when the call returns.  */
    gp->err = *mp->err;
    /* Relaxed: this thread's own counter, paired with retake by the monitor's barrier.  */
    atomic_store_explicit (&mp->fseq, atomic_load_explicit (&mp->fseq, memory_order_relaxed) + 1,
                           memory_order_relaxed);
    atomic_signal_fence (memory_order_seq_cst);
    if (atomic_load_explicit (&mp->retake, memory_order_relaxed) != 0)
      goro__foreign_return_slow (mp);
  } else if (mp->signal_guard == 0)
    goro__fatal ("longjmp out of a signal handler that interrupted the runtime");
  mp->in_signal = 0;
  return sp;
}

void goro__longjmp_foreign (const struct jump *env, int value)
{
  struct jump copy = *env;
  struct goro_m *mp = goro__getm ();
  struct goro_g *gp = mp != NULL ? mp->curg : NULL;
  if (gp == NULL || mp->adopted)
    goro__longjmp_lost ();
  if (copy.id != gp->id)
    other_goroutine (gp, copy.id);
  jump (gp, &copy, value, leave_foreign (mp, gp));
}

void goro__longjmp_lost (void)
{
  goro__fatal ("longjmp to a goroutine's frame by another thread");
}

/* The C library's longjmp is about to take this thread to sp on one of its stacks: out of its signal handlers,
   unless that is on the stack they run on.  */
void goro__leave_handlers (uintptr_t sp);
void goro__leave_handlers (uintptr_t sp)
{
  struct goro_m *mp = goro__getm ();
  stack_t stack;
  if (mp == NULL || mp->in_signal == 0)
    return;
  goro__syscall2 (SYS_sigaltstack, 0, &stack);
  if (sp - (uintptr_t) stack.ss_sp > stack.ss_size)
    mp->in_signal = 0;
}

/* --- __builtin_setjmp ------------------------------------------------------------------------

   GCC's code puts frame pointer, label and stack pointer in a buffer in the frame itself, whose words a move rebases
   like all others (passes/jumps).  The program's buffer of five words leads to that
   one.  GCC's own code for __builtin_longjmp, in a foreign function, would find in the first three a
   frame pointer, a label and a stack pointer.  */

struct builtin {
  uint64_t mark;
  uint64_t landing, lost_stack;
  uint64_t depth; /* hi - the buffer in the frame; on a thread's stack its complement */
  uint64_t id;    /* 0 on a thread's stack */
};

void goro__builtin_landing (void); /* asm */
void goro__builtin_lost (void);
void goro__builtin_lost (void)
{
  goro__fatal ("__builtin_longjmp by foreign code to a frame of compiled code");
}

GORO_PUBLIC void __goro_builtin_setjmp (struct builtin *env, uintptr_t frame);
void __goro_builtin_setjmp (struct builtin *env, uintptr_t frame)
{
  struct goro_g *gp = goro__on_g () ? goro__getm ()->curg : NULL;
  env->mark = GORO_JUMP_MAGIC;
  env->landing = (uintptr_t) goro__builtin_landing;
  env->lost_stack = (uintptr_t) goro__jump_lost_stack + sizeof goro__jump_lost_stack;
  env->depth = gp != NULL ? gp->hi - frame : ~frame;
  env->id = gp != NULL ? gp->id : 0;
}

static uintptr_t other_sys (struct goro_g *gp, uintptr_t id, uintptr_t b, uintptr_t c)
{
  (void) b, (void) c;
  other_goroutine (gp, id);
}

/* Answers where the buffer in the frame is now; the caller jumps.  */
GORO_PUBLIC uintptr_t __goro_builtin_longjmp (const struct builtin *env);
uintptr_t __goro_builtin_longjmp (const struct builtin *env)
{
  struct goro_m *mp = goro__getm ();
  struct goro_g *gp = mp != NULL ? mp->curg : NULL;
  bool on_g = goro__on_g ();
  uintptr_t sp = (uintptr_t) __builtin_frame_address (0);
  if (env->mark != GORO_JUMP_MAGIC)
    goro__fatal ("longjmp with a buffer that setjmp did not fill in this goroutine");
  if (env->id == 0 && !on_g)
    return ~env->depth;
  if (gp == NULL || mp->adopted)
    goro__longjmp_lost ();
  if (env->id != gp->id)
    goro__call_sys (other_sys, env->id, 0, 0);
  uintptr_t frame = gp->hi - env->depth;
  if (!on_g)
    sp = leave_foreign (mp, gp);
  if (env->depth > gp->hi - gp->lo || frame < sp)
    goro__fatal ("longjmp to a frame that is gone");
  if (!on_g)
    goro__guard_set (gp->guard);
  return frame;
}

/* --- goto out of a nested function, which runs on the thread's stack ------------------------- */

void goro__nonlocal_goto_foreign (uintptr_t area);
void goro__nonlocal_goto_foreign (uintptr_t area)
{
  struct goro_m *mp = goro__getm ();
  struct goro_g *gp = mp != NULL ? mp->curg : NULL;
  if (gp == NULL || mp->adopted || area < gp->lo || area >= gp->hi)
    return; /* its function runs on this stack too */
  leave_foreign (mp, gp);
  /* The caller has nothing left to do here but to load the registers and jump.  */
  goro__guard_set (gp->guard);
}
