/* SPDX-License-Identifier: MIT */
/* Starting and ending goroutines.

   The fast path of a start takes a finished G from the P's list and puts the new goroutine
   in the run-next slot; nothing is locked, and no stack is switched.  What
   the fast path cannot do, spawn_sys does on the thread's stack.  */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>

#include "goro.h"
#include "os/syscall.h"
#include "gc/hooks.h"
#include "sched/runq.h"
#include "stack/stack.h"

/* Sibling calls: see goro__call_sys.  */
#pragma GCC optimize ("O2")

/* Arguments that the first stack has room for besides a checked frame.  */
enum { ARGS_MAX = 512 };

/* Fills in gp, whose stack is big enough.  */
static inline void prepare (struct goro_g *gp, uint64_t id, void (*fn) (void *), const void *args,
                            size_t size, uintptr_t pc, uintptr_t creator, uint64_t creator_id)
{
  gp->id = id;
  gp->guard = goro__g_guard (gp->lo);
  gp->start_pc = pc;
  gp->creator_pc = creator;
  gp->creator_id = creator_id;
  goro__g_init_stack (gp, fn, args, size);
  if (goro__gc_marking ())
    goro__gc_born (gp);
  /* Relaxed: the queue publishes it.  */
  atomic_store_explicit (&gp->status, GORO_G_RUNNABLE, memory_order_relaxed);
}

static uintptr_t spawn_sys (struct goro_g *creator, uintptr_t fn, uintptr_t args, uintptr_t size)
{
  struct goro_m *mp = goro__getm ();
  struct goro_p *pp = goro__getp ();
  struct goro_g *gp = goro__g_get (pp);
  if (gp == NULL)
    goro__fatal ("out of memory");
  if (size > ARGS_MAX) {
    size_t bytes = 4096;
    while (bytes < size + GORO_G_BLOCK)
      bytes *= 2;
    char *lo = goro__stack_alloc (pp, bytes);
    if (lo == NULL)
      goro__fatal ("out of memory");
    gp->lo = (uintptr_t) lo;
    gp->hi = (uintptr_t) lo + bytes;
  }
  prepare (gp, goro__new_id (pp), (void (*) (void *)) fn, (const void *) args, size, mp->spawn_pc,
           mp->spawn_creator, creator->id);
  if (pp == NULL) {
    /* Relaxed: a statistic.  */
    atomic_fetch_add_explicit (&goro__sched.started_elsewhere, 1, memory_order_relaxed);
    goro__global_put (gp);
  } else {
    pp->started++;
    goro__runq_put_next (pp, gp);
  }
  goro__wake (pp);
  return 0;
}

static inline __attribute__ ((always_inline)) void spawn (void (*fn) (void *), const void *args, size_t size,
                                                          uintptr_t pc, uintptr_t creator)
{
  struct goro_m *mp = goro__getm ();
  if (__builtin_expect (goro__on_g (), true)) {
    struct goro_p *pp = mp->p;
    struct goro_g *gp = pp->free_g;
    if (__builtin_expect (gp != NULL && size <= ARGS_MAX && pp->next_id != pp->last_id, true)) {
      pp->free_g = gp->sched_link;
      goro__g_prefetch (pp->free_g);
      pp->free_g_count--;
      pp->started++;
      prepare (gp, pp->next_id++, fn, args, size, pc, creator, mp->curg->id);
      goro__runq_put_next (pp, gp);
      goro__wake (pp);
      return;
    }
  } else if (mp == NULL)
    mp = goro__adopt_thread ();
  mp->spawn_pc = pc;
  mp->spawn_creator = creator;
  goro__call_sys (spawn_sys, (uintptr_t) fn, (uintptr_t) args, size);
}

GORO_PUBLIC void __goro_spawn (void (*thunk) (void *), const void *args, size_t size, void *pc)
{
  spawn (thunk, args, size, (uintptr_t) pc, (uintptr_t) __builtin_return_address (0));
}

GORO_PUBLIC void goro_spawn (void (*fn) (void *), void *arg)
{
  spawn (fn, arg, 0, (uintptr_t) fn, (uintptr_t) __builtin_return_address (0));
}

void goro__spawn_finalizer (struct goro_p *pp, void (*fn) (void *), void *arg, uint8_t queue, struct goro_g **made)
{
  struct goro_g *gp = goro__g_get (pp);
  if (gp == NULL)
    goro__fatal ("out of memory");
  *made = gp;
  gp->finalizer = queue;
  prepare (gp, goro__new_id (pp), fn, arg, 0, (uintptr_t) fn, 0, 0);
  if (pp == NULL)
    goro__global_put (gp);
  else
    goro__runq_put (pp, gp);
  goro__wake (pp);
}

/* --- The end ------------------------------------------------------------------------ */

/* Gives back what gp has but its block.  */
static inline void release (struct goro_p *pp, struct goro_g *gp)
{
  uintptr_t block = goro__g_block (gp);
  if (__builtin_expect (gp->lo != block, false)) {
    goro__stack_free (pp, (void *) gp->lo, gp->hi - gp->lo);
    gp->lo = block;
    gp->hi = goro__g_block_end (gp);
  }
  if (__builtin_expect (gp->trampolines != NULL, false))
    goro__trampolines_drop (&gp->trampolines);
  if (__builtin_expect (goro__debug_stackpoison, false))
    __builtin_memset ((void *) block, 0xdb, GORO_FIRST_STACK);
  gp->err = 0;
}

/* gp was tied to this thread, which ends with it: the thread's state is nobody else's business.  */
static _Noreturn __attribute__ ((noinline)) void end_tied (struct goro_m *mp, struct goro_g *gp)
{
  gp->bound_m = NULL;
  mp->tied = 0;
  mp->tied_g = NULL;
  goro__g_put (mp->p, gp);
  if (mp->initial)
    goro__schedule (mp);
  goro__p_handoff (goro__p_unwire (mp));
  goro__m_end (mp);
}

static _Noreturn void finish (struct goro_m *mp, struct goro_g *gp)
{
  struct goro_p *pp = mp->p;
  /* Relaxed: statuses of others are looked at for reports only.  */
  atomic_store_explicit (&gp->status, GORO_G_DEAD, memory_order_relaxed);
  pp->finished++;
  if (__builtin_expect (gp->finalizer != 0, false))
    goro__finalizer_next (pp, gp);
  release (pp, gp);
  if (__builtin_expect (gp->bound_m != NULL, false))
    end_tied (mp, gp);
  goro__g_put (pp, gp);
  goro__schedule (mp);
}

/* main has returned: the process ends as in plain C, on this thread's own stack.
   That is foreign code; the others run on meanwhile.  */
static _Noreturn __attribute__ ((noinline)) void exit_main (struct goro_m *mp, struct goro_g *gp)
{
  /* Its frames are no longer of interest; mp->foreign_sp is of an older call.  */
  atomic_store (&gp->gc_scan, GORO_GC_NO_STACK);
  atomic_store (&mp->fseq, atomic_load (&mp->fseq) + 1);
  exit ((int) gp->ret);
}

void goro__goexit_sys (struct goro_g *gp)
{
  if (__builtin_expect (gp == goro__sched.main_g, false))
    exit_main (goro__getm (), gp);
  finish (goro__getm (), gp);
}

static uintptr_t exit_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) a, (void) b, (void) c;
  struct goro_m *mp = goro__getm ();
  if (mp->adopted)
    pthread_exit (NULL);
  if (goro__in_foreign (mp))
    goro__fatal ("goro_exit called in a callback from foreign code");
  if (gp == goro__sched.main_g) {
    goro__sched.main_exited = true;
    goro__sched.main_g = NULL;
  }
  finish (mp, gp);
}

GORO_PUBLIC void goro_exit (void)
{
  goro__call_sys (exit_sys, 0, 0, 0);
  __builtin_unreachable ();
}

/* --- Questions ------------------------------------------------------------------------ */

GORO_PUBLIC uint64_t goro_self (void)
{
  return goro__curg ()->id;
}

GORO_PUBLIC int goro_count (void)
{
  struct goro_sched *s = &goro__sched;
  /* Sums that others change meanwhile: exact while they rest.  */
  int64_t count = atomic_load (&s->started_elsewhere);
  uint32_t ps = atomic_load (&s->p_count);
  for (uint32_t i = 0; i < ps; i++) {
    struct goro_p *pp = atomic_load_explicit (&s->ps[i], memory_order_relaxed); /* set before p_count */
    count += *(volatile int64_t *) &pp->started - *(volatile int64_t *) &pp->finished;
  }
  return (int) count;
}

/* --- Ties --------------------------------------------------------------------------- */

/* Called on any stack; in a callback the goroutine is that of the foreign call.  */
GORO_PUBLIC void goro_lock_thread (void)
{
  struct goro_g *gp = goro__curg ();
  struct goro_m *mp = goro__getm ();
  if (mp->adopted)
    return;
  mp->tied++;
  mp->tied_g = gp;
  gp->bound_m = mp;
}

GORO_PUBLIC void goro_unlock_thread (void)
{
  struct goro_g *gp = goro__curg ();
  struct goro_m *mp = goro__getm ();
  if (mp->tied == 0 || --mp->tied > 0)
    return;
  mp->tied_g = NULL;
  gp->bound_m = NULL;
}
