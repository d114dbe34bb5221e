/* SPDX-License-Identifier: MIT */
/* goro_yield: straight from one goroutine's stack to the next one's when
   nothing else is to be done.  */
#define _GNU_SOURCE
#include <sched.h>

#include "goro.h"
#include "sched/runq.h"

/* Sibling calls: see goro__call_sys.  */
#pragma GCC optimize ("O2")

uintptr_t goro__yield_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) a, (void) b, (void) c;
  struct goro_m *mp = goro__getm ();
  if (goro__in_foreign (mp)) {
    sched_yield ();
    return 0;
  }
  gp->ret = 0;
  struct goro_p *pp = mp->p;
  if (goro__runq_empty (pp) && atomic_load (&goro__sched.global_count) != 0) {
    /* Else gp would be the next one here for ever, and the global queue would get one turn in 61.  */
    goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
    struct goro_g *first = goro__global_get (pp, GORO_P_RUNQ_SIZE / 2);
    goro__unlock (&goro__sched.lock);
    if (first != NULL)
      goro__runq_put_next (pp, first);
  }
  /* Relaxed: the ring publishes it.  */
  atomic_store_explicit (&gp->status, GORO_G_RUNNABLE, memory_order_relaxed);
  goro__runq_put (pp, gp);
  goro__schedule (mp);
}

GORO_PUBLIC void goro_yield (void)
{
  if (__builtin_expect (!goro__on_g (), false)) {
    goro__call_sys (goro__yield_sys, 0, 0, 0);
    return;
  }
  struct goro_m *mp = goro__getm ();
  struct goro_p *pp = mp->p;
  struct goro_g *gp = mp->curg;
  /* Relaxed: as in goro__schedule.  */
  if (__builtin_expect (pp->countdown <= 1 || mp->tied_g != NULL || gp->preempt
                        || atomic_load_explicit (&pp->attention, memory_order_relaxed) != 0, false)) {
    goro__call_sys (goro__yield_sys, 0, 0, 0);
    return;
  }
  struct goro_g *next = goro__runq_take_next (pp);
  if (next == NULL)
    next = goro__runq_take (pp);
  if (__builtin_expect (next == NULL, false)) {
    /* Alone here.  Others may have put work in the global queue.  */
    if (atomic_load_explicit (&goro__sched.global_count, memory_order_relaxed) != 0)
      goro__call_sys (goro__yield_sys, 0, 0, 0);
    else
      pp->countdown--;
    return;
  }
  uint32_t tail = atomic_load_explicit (&pp->runq_tail, memory_order_relaxed);
  /* Acquire: as in goro__runq_put.  */
  uint32_t head = atomic_load_explicit (&pp->runq_head, memory_order_acquire);
  if (__builtin_expect (next->resume != NULL || next->bound_m != NULL || next->preempt
                        || tail - head >= GORO_P_RUNQ_SIZE, false)) {
    goro__runq_put_next (pp, next);
    goro__call_sys (goro__yield_sys, 0, 0, 0);
    return;
  }
  pp->countdown--;
  pp->sched_tick++;
  /* Relaxed: the ring publishes the one, nobody else looks at the other.  */
  atomic_store_explicit (&gp->status, GORO_G_RUNNABLE, memory_order_relaxed);
  atomic_store_explicit (&next->status, GORO_G_RUNNING, memory_order_relaxed);
  goro__switch_yield (mp, gp, next, pp);
}
