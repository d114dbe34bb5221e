/* SPDX-License-Identifier: MIT */
/* Trampolines: what a pointer to a nested function points to.

   GCC's own are code on the stack, which here is neither executable nor stays where it is.  Ours are
   from a pool: pages of equal stubs that may be executed and not written, each beside a page of
   data that may be written and not executed.

       code + 32 n               magic word, load the static chain, jump to the function
       code + SIZE + 32 n        struct trampoline

   The static chain points into the frame of the function around the nested one, so a move of
   the stack rebases it: a goroutine has a list of its trampolines.  Those that were made on a thread's
   stack, in a callback, do not move and are in a list of the M, one for the
   thread's stack and one for signal handlers.  Each list is sorted by the place in the frame
   that the trampoline is for, the innermost first.

   Nobody says when a function returns (or is left by longjmp).  So the next one to be made on the same stack frees all
   whose place is below the stack pointer, or takes over one with its own place; the end of the goroutine frees the
   rest.  Thus there are never more than places on the stack.

   lock guards the free list and the pool; a list of trampolines is its goroutine's or its M's alone.  General registers
   only, no libc.  */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "goro.h"
#include "os/os.h"
#include "os/syscall.h"
#include "sched/sched.h"
#include "sched/state.h"
#include "stack/stack.h"

#pragma GCC optimize ("Os")

enum { SIZE = GORO_TRAMPOLINE_SPAN, STUB = GORO_TRAMPOLINE_STUB };

/* The first two are read by the stub.  */
struct goro_trampoline {
  uintptr_t chain;
  uintptr_t function;
  uintptr_t place;
  struct goro_trampoline *next;
};

_Static_assert (sizeof (struct goro_trampoline) == GORO_TRAMPOLINE_STUB, "one beside each stub");

extern const char goro__trampoline_stub[GORO_TRAMPOLINE_STUB]; /* asm */

static struct goro_lock lock;
static struct goro_trampoline *free_list;

static inline uintptr_t entry (const struct goro_trampoline *t)
{
  return (uintptr_t) t - SIZE + GORO_TRAMPOLINE_ENTRY;
}

/* lock is held.  */
static void make_span (void)
{
  char *code = goro__os_map (2 * SIZE);
  if (code == NULL)
    return;
  for (size_t i = 0; i < SIZE; i++)
    code[i] = goro__trampoline_stub[i % STUB];
  if (goro__syscall3 (SYS_mprotect, code, SIZE, PROT_READ | PROT_EXEC) != 0) {
    goro__os_unmap (code, 2 * SIZE);
    return;
  }
  for (size_t i = SIZE; i > 0; i -= STUB) {
    struct goro_trampoline *t = (struct goro_trampoline *) (code + SIZE + i - STUB);
    t->next = free_list;
    free_list = t;
  }
}

static struct goro_trampoline *take (void)
{
  goro__lock (&lock, GORO_RANK_TRAMPOLINE);
  if (free_list == NULL)
    make_span ();
  struct goro_trampoline *t = free_list;
  if (t != NULL)
    free_list = t->next;
  goro__unlock (&lock);
  if (t == NULL)
    goro__fatal ("out of memory (pointer to a nested function)");
  return t;
}

/* Frees the list from *list on, until the first place that is not below limit.  */
static void drop (struct goro_trampoline **list, uintptr_t limit)
{
  struct goro_trampoline *first = *list, *last = NULL, *t = first;
  for (; t != NULL && t->place < limit; t = t->next)
    last = t;
  if (last == NULL)
    return;
  *list = t;
  goro__lock (&lock, GORO_RANK_TRAMPOLINE);
  last->next = free_list;
  free_list = first;
  goro__unlock (&lock);
}

void goro__trampolines_drop (struct goro_trampoline **list)
{
  drop (list, UINTPTR_MAX);
}

void goro__trampolines_rebase (struct goro_g *gp, uintptr_t lo, uintptr_t hi, intptr_t delta)
{
  for (struct goro_trampoline *t = gp->trampolines; t != NULL; t = t->next) {
    if (t->chain - lo <= hi - lo)
      t->chain += (uintptr_t) delta;
    t->place += (uintptr_t) delta;
  }
}

void goro__trampolines_each (const struct goro_trampoline *list, void (*fn) (uintptr_t chain))
{
  for (; list != NULL; list = list->next)
    fn (list->chain);
}

void goro__trampolines_fork_lock (void)
{
  goro__lock (&lock, GORO_RANK_TRAMPOLINE);
}

void goro__trampolines_fork_unlock (void)
{
  goro__unlock (&lock);
}

static uintptr_t trampoline_sys (struct goro_g *gp, uintptr_t place, uintptr_t function, uintptr_t chain)
{
  struct goro_m *mp = goro__getm ();
  struct goro_trampoline **list = &gp->trampolines, *t;
  uintptr_t sp = gp->sp + GORO_SWITCH_PC + 8;
  if (mp->in_signal != 0 || goro__in_foreign (mp)) {
    list = &mp->trampolines[mp->in_signal != 0];
    sp = goro__stack_pointer ();
  }
  drop (list, sp);
  while ((t = *list) != NULL && t->place < place)
    list = &t->next;
  if (t == NULL || t->place != place) {
    t = take ();
    t->place = place;
    t->next = *list;
    *list = t;
  }
  t->chain = chain;
  t->function = function;
  *(uintptr_t *) place = entry (t);
  return 0;
}

GORO_PUBLIC void __goro_trampoline (void *place, void *function, void *chain);
void __goro_trampoline (void *place, void *function, void *chain)
{
  goro__call_sys (trampoline_sys, (uintptr_t) place, (uintptr_t) function, (uintptr_t) chain);
}
