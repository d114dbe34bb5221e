/* SPDX-License-Identifier: MIT */
/* Memory for variables that may be known to callees nobody has seen, until their function returns (-fplugin-arg-goro-unknown-calls=scope).

   Such a variable must not move, so it cannot stay in the frame; by C's rules nobody uses it after the return, so it need not be an object of the
   collected heap.  Each goroutine has a list of blocks of its own:

       gp->scope -> block, the one in use -> prev -> prev -> none
                      next -> next: those that are free, kept for the next time

   and what has been given out is a stack over these blocks: a function takes its variables before it uses them, and gives back
   everything above the first of them when it returns, both in line (passes/escape/room.cc).  What is here is called where a block is full, and for
   variables in several places; asm/<cpu>/scope.S where `top' is not where the function has left it.  A function that calls setjmp gives back after each return of setjmp as well, for what the frames had that
   a longjmp has left.

   Only the goroutine itself changes the list, on its own stack or, in a callback, on its thread's.  A signal's handler may interrupt the fast paths: it
   gives back what it takes, and `top' is as it was; or it has gone to the next block, and then what is in line goes on with the old one, whose top and end belong together.  One that comes
   while the thread runs no goroutine's code but the runtime's (there may be no goroutine, or it runs elsewhere by now, or it was taking a block) has a list of the M's own,
   mp->signal_g's, with blocks from the system: that is why compiled code goes by mp->scope_g and not mp->curg, for one store more in each switch.  The collector may read the list while a callback changes it (goro__scope_words): so no block is given
   back before the goroutine ends, and what is stored in them while objects are marked passes the barrier, as a store in the heap does.

   Not cleared: the words are scanned as they are, and what is left in them keeps garbage for a while at worst.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "goro.h"
#include "sched/state.h"
#include "stack/stack.h"

/* Sibling calls: see goro__call_sys.  */
#pragma GCC optimize ("O2")

struct goro_scope {            /* the first two are known to compiled code, all to asm/<cpu>/scope.S */
  uintptr_t top, end;          /* free: [top, end); multiples of 16 */
  struct goro_scope *prev, *next;
  size_t size;                 /* of the block, this header included */
};

_Static_assert (offsetof (struct goro_scope, top) == GORO_SCOPE_TOP, "abi");
_Static_assert (offsetof (struct goro_scope, end) == GORO_SCOPE_END, "abi");
_Static_assert (offsetof (struct goro_scope, prev) == GORO_SCOPE_PREV, "abi");
_Static_assert (offsetof (struct goro_scope, size) == GORO_SCOPE_SIZE, "abi");

enum { FIRST = 4096, USUAL = 65536 };

/* Full, so that an entry need not look for a block that is not there.  Never written.  */
struct goro_scope goro__scope_none;

static inline uintptr_t begin (const struct goro_scope *s)
{
  return ((uintptr_t) (s + 1) + 15) & ~(uintptr_t) 15;
}

/* The end of a block may be the address of another.  */
static inline bool inside (const struct goro_scope *s, uintptr_t base)
{
  return base - (uintptr_t) s - 1 < s->size;
}

static uintptr_t enter_sys (struct goro_g *unused, uintptr_t bytes, uintptr_t b, uintptr_t c)
{
  (void) unused, (void) b, (void) c;
  struct goro_m *mp = goro__getm ();
  struct goro_g *gp = mp->scope_g;
  struct goro_scope *s = gp->scope, *new = s->next;
  if (new == NULL || new->end - begin (new) < bytes) {
    struct goro_scope *next = new;
    size_t size = s == &goro__scope_none ? FIRST : s->size < USUAL ? 2 * s->size : USUAL;
    while (size - sizeof *new - 16 < bytes)
      size *= 2;
    new = gp == &mp->signal_g ? goro__os_map (size) : goro__stack_alloc (goro__getp (), size);
    if (new == NULL)
      goro__fatal ("out of memory");
    *new = (struct goro_scope) { .end = (uintptr_t) new + size, .prev = s, .next = next, .size = size };
    if (next != NULL)
      next->prev = new;
    if (s != &goro__scope_none)
      s->next = new;
  }
  new->top = begin (new) + bytes;
  gp->scope = new;
  return begin (new);
}

/* Called by __goro_scope_back too (asm/<cpu>/scope.S).  */
_Noreturn void goro__scope_lost (void);
_Noreturn void goro__scope_lost (void)
{
  goro__throw ("a function gives back variables that are not its goroutine's");
}

/* BASE is in an older block.  */
static uintptr_t leave_sys (struct goro_g *unused, uintptr_t base, uintptr_t b, uintptr_t c)
{
  (void) unused, (void) b, (void) c;
  struct goro_g *gp = goro__getm ()->scope_g;
  struct goro_scope *s = gp->scope;
  while (s != &goro__scope_none && !inside (s, base))
    s = s->prev;
  if (s == &goro__scope_none)
    goro__scope_lost ();
  s->top = base;
  gp->scope = s;
  return 0;
}

/* Variables of a function: BYTES, a multiple of 16, not 0.  Called by compiled code.  */
void *__goro_scope_enter (size_t bytes)
{
  struct goro_m *mp = goro__getm ();
  struct goro_scope *s = __builtin_expect (mp != NULL, true) ? mp->scope_g->scope : &goro__scope_none;
  if (s->end - s->top >= bytes) {
    uintptr_t base = s->top;
    s->top = base + bytes;
    return (void *) base;
  }
  return (void *) goro__call_sys (enter_sys, bytes, 0, 0);
}

/* BASE and what was taken after it.  */
void __goro_scope_leave (void *base)
{
  struct goro_scope *s = goro__getm ()->scope_g->scope;
  if (inside (s, (uintptr_t) base)) {
    s->top = (uintptr_t) base;
    return;
  }
  goro__call_sys (leave_sys, (uintptr_t) base, 0, 0);
}

void goro__scope_words (const struct goro_g *gp, void (*scan) (uintptr_t lo, uintptr_t hi))
{
  for (const struct goro_scope *s = *(struct goro_scope *volatile *) &gp->scope; s != &goro__scope_none; s = s->prev)
    scan (begin (s), *(volatile uintptr_t *) &s->top);
}

/* Takes GP's blocks away; the last of them, whose prev leads to the others.  */
static struct goro_scope *take_all (struct goro_g *gp)
{
  struct goro_scope *s = gp->scope;
  gp->scope = &goro__scope_none;
  while (s->next != NULL)
    s = s->next;
  return s;
}

void goro__scope_drop (struct goro_p *pp, struct goro_g *gp)
{
  for (struct goro_scope *s = take_all (gp), *prev; s != &goro__scope_none; s = prev) {
    prev = s->prev;
    goro__stack_free (pp, s, s->size);
  }
}

void goro__scope_drop_of_signals (struct goro_m *mp)
{
  for (struct goro_scope *s = take_all (&mp->signal_g), *prev; s != &goro__scope_none; s = prev) {
    prev = s->prev;
    goro__os_unmap (s, s->size);
  }
}
