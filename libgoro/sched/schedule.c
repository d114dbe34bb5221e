/* SPDX-License-Identifier: MIT */
/* The scheduler's main step: choose a goroutine and run it.

   Order: what asks for attention; the global queue every 61st time; the run-next
   slot, which inherits the time slice (sched_tick stays, so that two
   goroutines that wake each other share one slice and the monitor sees it end);
   the ring; then goro__find_work.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/hooks.h"
#include "sched/runq.h"
#include "stack/compact.h"
#include "time/timer.h"

/* mp has found work and looks no more.  Who made work meanwhile woke nobody, because mp was
   looking: somebody else has to.  */
static __attribute__ ((noinline)) void stop_spinning (struct goro_m *mp)
{
  mp->spinning = false;
  atomic_fetch_sub (&goro__sched.spinning, 1);
  if (mp->waker != NULL)
    goro__wake_result (mp, true);
  bool next_only;
  if (goro__work_anywhere (&next_only))
    goro__wake (NULL);
  /* The M may have been the keeper.  */
  int64_t when = goro__timers_first (NULL);
  if (when != GORO_FOREVER)
    goro__timers_cover (when);
}

/* gp may run on another M only: that one gets the P, and mp stops.  */
static __attribute__ ((noinline)) void hand_over (struct goro_m *mp, struct goro_g *gp)
{
  struct goro_m *to = gp->bound_m;
  struct goro_p *pp = goro__p_unwire (mp);
  goro__m_give (to, pp, false);
  goro__m_stop (mp);
}

/* mp may run its tied goroutine only: it gives up its P until somebody brings one for that.  */
static __attribute__ ((noinline)) struct goro_g *wait_tied (struct goro_m *mp)
{
  struct goro_p *pp = goro__p_unwire (mp);
  goro__p_handoff (pp);
  goro__m_wait (mp);
  return mp->tied_g;
}

void goro__schedule (struct goro_m *mp)
{
  struct goro_g *gp;
  for (;;) {
    struct goro_p *pp = mp->p;
    if (__builtin_expect (mp->tied_g != NULL, false)) {
      gp = wait_tied (mp);
      break;
    }
    gp = NULL;
    /* Relaxed: who asks for attention asks again, or waits for the next schedule.  */
    if (__builtin_expect (--pp->countdown == 0
                          || atomic_load_explicit (&pp->attention, memory_order_relaxed) != 0, false)) {
      gp = goro__schedule_service (mp, pp);
      pp = mp->p;
    }
    if (gp != NULL || (gp = goro__runq_take_next (pp)) == NULL) {
      if (gp == NULL && (gp = goro__runq_take (pp)) == NULL) {
        gp = goro__find_work (mp);
        pp = mp->p;
      }
      pp->sched_tick++;
    }
    if (__builtin_expect (mp->spinning, false))
      stop_spinning (mp);
    if (__builtin_expect (gp->bound_m != NULL, false) && gp->bound_m != mp) {
      hand_over (mp, gp);
      continue;
    }
    break;
  }

  if (__builtin_expect (mp->p->gc_scanning, false))
    goro__gc_before_run (gp);
  if (__builtin_expect (gp->preempt, false)) {
    /* A request from before it stopped, or its stack is somewhere else.  Relaxed: nobody but who gives memory back writes
       compact any more.  */
    gp->preempt = false;
    if (atomic_load_explicit (&gp->compact, memory_order_relaxed) != GORO_COMPACT_NOT)
      goro__stack_uncompact (gp);
    gp->guard = goro__g_guard (gp->lo);
  }
  if (gp->resume != NULL) {
    void (*resume) (struct goro_g *) = gp->resume;
    gp->resume = NULL;
    resume (gp);
  }
  /* Relaxed: only this M looks at it before it changes again.  */
  atomic_store_explicit (&gp->status, GORO_G_RUNNING, memory_order_relaxed);
  goro__gogo (mp, gp);
}

void goro__preempted_sys (struct goro_g *gp)
{
  gp->preempt = false;
  gp->guard = goro__g_guard (gp->lo);
  /* Relaxed: the queue's lock publishes it.  */
  atomic_store_explicit (&gp->status, GORO_G_RUNNABLE, memory_order_relaxed);
  goro__global_put (gp);
  goro__schedule (goro__getm ());
}
