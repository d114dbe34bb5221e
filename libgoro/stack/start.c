/* SPDX-License-Identifier: MIT */
/* The first frames of a new stack.

       hi - PAD          nothing, see stack.h
       arguments         a copy, aligned to 16
       switch frame      r12 = fn, rbx = argument, return address = goro__start

   goro__start (asm) calls fn with the argument; its frame is the stack's bottom, where
   every walk ends.  On a goroutine's stack or a thread's; general registers only.  */

#define _GNU_SOURCE
#include "sched/sched.h"
#include "stack/stack.h"

#pragma GCC optimize ("O2")

void goro__start (void);

void goro__g_init_stack (struct goro_g *gp, void (*fn) (void *), const void *arg, size_t size)
{
  uintptr_t top = gp->hi - GORO_STACK_PAD;
  if (size != 0) {
    top = (top - size) & ~(uintptr_t) 15;
    const uint64_t *from = arg;
    uint64_t *to = (uint64_t *) top;
    size_t i;
    for (i = 0; i < size / 8; i++)
      to[i] = from[i];
    for (i *= 8; i < size; i++)
      ((char *) to)[i] = ((const char *) from)[i];
    arg = to;
  }
  /* goro__start begins with sp a multiple of 16, above the switch frame.  */
  uintptr_t *frame = (uintptr_t *) (top - GORO_SWITCH_PC - 8);
  frame[0] = frame[1] = frame[2] = 0; /* r15 r14 r13 */
  frame[3] = (uintptr_t) fn;
  frame[4] = (uintptr_t) arg;
  frame[5] = 0; /* rbp: the end of the frame pointers' chain */
  frame[GORO_SWITCH_PC / 8] = (uintptr_t) goro__start;
  gp->sp = (uintptr_t) frame;
}
