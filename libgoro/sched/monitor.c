/* SPDX-License-Identifier: MIT */
/* The monitor: a thread without a P that looks after the Ps.

   - Takes the P from an M that has been in the same foreign call for one period
     (20 us or more), when there is work for it, or nobody is idle, or after 10 ms.
   - Asks a goroutine that has run for 10 ms to yield at its next check.
   - Watches the timers while no M is idle; wakes an M for work that waits while Ps idle.
   - Makes threads for those that cannot: code on a goroutine's stack.
   - With every P idle: looks for a deadlock, then sleeps until woken.

   It looks every 20 us, after 50 looks at which it had nothing to do half as often
   each time, down to every 10 ms.

   Taking a P, against the return from the foreign call:

       the monitor                         the M
       lock retake_lock                    ... foreign code ...
       retake = 1                          fseq++ (now even)
       barrier in all threads              if (retake) slow path: lock retake_lock ...
       fseq unchanged?  the P is ours
       else retake = 0

   The M's increment and its load need no fence: either the monitor sees the
   increment, or the load comes after the barrier and sees retake.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <sys/prctl.h>

#include "os/syscall.h"
#include "sched/runq.h"
#include "time/timer.h"

static const int64_t period_min = 20000;
static const int64_t period_max = 10000000;
static const int64_t time_slice = 10000000;

void goro__monitor_wake (void)
{
  struct goro_sched *s = &goro__sched;
  if (atomic_exchange (&s->monitor_wake, 1) == 0)
    goro__futex_wake (&s->monitor_wake, 1);
}

void goro__preempt (struct goro_p *pp)
{
  struct goro_m *mp = *(struct goro_m *volatile *) &pp->m;
  if (mp == NULL)
    return;
  goro__lock (&mp->retake_lock, GORO_RANK_RETAKE);
  struct goro_g *gp = mp->curg;
  if (mp->p == pp && mp->tcb_guard != NULL && gp != NULL) {
    /* Asked before, and it has come to no check since.  */
    if (gp->preempt && !goro__debug_asyncpreemptoff && *(volatile uintptr_t *) mp->tcb_guard != 0) {
      goro__interrupt_init ();
      goro__interrupt (mp, GORO_INTERRUPT_PREEMPT);
    }
    gp->preempt = true;
    gp->guard = GORO_GUARD_PREEMPT;
    uintptr_t *guard = mp->tcb_guard;
    uintptr_t old = *(volatile uintptr_t *) guard;
    /* 0 stays: the thread's stack; the way back to the goroutine loads gp->guard.  */
    if (old != 0)
      __atomic_compare_exchange_n (guard, &old, GORO_GUARD_PREEMPT, false, __ATOMIC_SEQ_CST,
                                   __ATOMIC_SEQ_CST);
  }
  goro__unlock (&mp->retake_lock);
}

/* True if pp was taken from its M, which is in foreign code.  */
static bool retake (struct goro_p *pp, int64_t now)
{
  struct goro_sched *s = &goro__sched;
  struct goro_m *mp = *(struct goro_m *volatile *) &pp->m;
  if (mp == NULL)
    return false;
  uint32_t fseq = atomic_load (&mp->fseq);
  if ((fseq & 1) == 0 || fseq != pp->seen_fseq) {
    pp->seen_fseq = fseq;
    pp->seen_fseq_when = now;
    return false;
  }
  if (goro__runq_empty (pp) && atomic_load (&s->global_count) == 0 && !goro__p_surplus (pp)
      && atomic_load (&s->spinning) + atomic_load (&s->idle_ps) > 0
      && now - pp->seen_fseq_when < period_max)
    return false;

  bool taken = false;
  goro__lock (&mp->retake_lock, GORO_RANK_RETAKE);
  if (mp->p == pp) {
    atomic_store (&mp->retake, 1);
    goro__os_barrier ();
    if (atomic_load (&mp->fseq) == fseq) {
      taken = true;
      mp->p = NULL;
      mp->old_p = pp;
      pp->m = NULL;
      atomic_fetch_add (&s->away_ms, 1);
    } else
      atomic_store (&mp->retake, 0);
  }
  goro__unlock (&mp->retake_lock);
  if (taken) {
    pp->seen_fseq = 0;
    goro__p_handoff (pp);
  }
  return taken;
}

/* Looks at pp; true if something was done.  */
static bool look_at (struct goro_p *pp, int64_t now)
{
  struct goro_sched *s = &goro__sched;
  bool done = retake (pp, now);
  if (done)
    return true;

  uint32_t tick = *(volatile uint32_t *) &pp->sched_tick;
  bool same = tick == pp->seen_tick;
  if (!same) {
    pp->seen_tick = tick;
    pp->seen_tick_when = now;
  } else if (now - pp->seen_tick_when >= time_slice)
    goro__preempt (pp);

  /* Somebody idle while work waits here since the last look: in the ring, or next after a goroutine
     that has been running all that time.  */
  uint32_t schedules = goro__p_schedules (pp);
  bool ring = atomic_load (&pp->runq_head) != atomic_load (&pp->runq_tail);
  bool waits = ring ? pp->seen_ring : atomic_load (&pp->runnext) != NULL && schedules == pp->seen_schedules;
  if (waits && atomic_load (&s->idle_ps) != 0) {
    atomic_store_explicit (&pp->wake_backoff, 0, memory_order_relaxed); /* a heuristic */
    goro__wake (NULL);
    done = true;
  }
  pp->seen_ring = ring;
  pp->seen_schedules = schedules;

  if (atomic_load (&pp->timer_when) <= now) {
    /* Overdue: an idle M would steal it; else this P has to look, now.  */
    if (atomic_load (&s->idle_ps) != 0)
      goro__wake (NULL);
    else {
      atomic_store (&pp->attention, 1);
      if (same)
        goro__preempt (pp);
    }
    done = true;
  }
  return done;
}

/* Until when to sleep, given the period.  */
static int64_t next_look (int64_t now, int64_t period)
{
  struct goro_sched *s = &goro__sched;
  int64_t until = now + period;
  if (goro__debug_schedtrace != 0 && until > now + goro__debug_schedtrace * (int64_t) 1000000)
    until = now + goro__debug_schedtrace * (int64_t) 1000000;
  atomic_store (&s->monitor_until, until);
  /* A timer added from now on is compared with that; one added before is seen here.  */
  int64_t first = goro__timers_first (NULL);
  if (first < until && atomic_load (&s->keeper_until) > first) {
    until = first > now + period_min ? first : now + period_min;
    atomic_store (&s->monitor_until, until);
  }
  return until;
}

static void monitor_main (void *arg)
{
  (void) arg;
  struct goro_sched *s = &goro__sched;
  int64_t period = period_min, trace_when = goro__debug_schedtrace * (int64_t) 1000000;
  unsigned idle_looks = 0;
  goro__syscall2 (SYS_prctl, PR_SET_TIMERSLACK, 1);
  trace_when += goro__nanotime ();

  for (;;) {
    int64_t now = goro__nanotime ();
    goro__futex_wait (&s->monitor_wake, 0, next_look (now, period));
    atomic_store (&s->monitor_wake, 0);
    goro__m_start_pending ();
    now = goro__nanotime ();
    if (goro__debug_schedtrace != 0 && now >= trace_when) {
      goro__schedtrace (now);
      trace_when = now + goro__debug_schedtrace * (int64_t) 1000000;
    }

    if (*(volatile uint32_t *) &s->busy_ps == 0) {
      /* Every P idle.  The next to take one wakes this thread.  */
      atomic_store (&s->monitor_deep, 1);
      if (*(volatile uint32_t *) &s->busy_ps == 0) {
        int64_t again = goro__check_deadlock ();
        if (goro__debug_schedtrace != 0 && again > trace_when)
          again = trace_when;
        atomic_store (&s->monitor_until, GORO_FOREVER);
        /* A timer that was added before that store may have been left to this thread.  */
        goro__cpu_fence ();
        int64_t first = goro__timers_first (NULL);
        if (first != GORO_FOREVER && atomic_load (&s->keeper_until) > first) {
          if (first <= goro__nanotime ()) {
            goro__wake (NULL);
            first = goro__nanotime () + period_min;
          }
          again = first < again ? first : again;
        }
        goro__futex_wait (&s->monitor_wake, 0, again);
      }
      atomic_store (&s->monitor_deep, 0);
      period = period_min;
      idle_looks = 0;
      continue;
    }

    bool done = false;
    uint32_t count = atomic_load (&s->p_count);
    for (uint32_t i = 0; i < count; i++) {
      struct goro_p *pp = atomic_load_explicit (&s->ps[i], memory_order_relaxed); /* set before p_count */
      if (*(volatile uint8_t *) &pp->state == GORO_P_BUSY)
        done |= look_at (pp, now);
      else if (atomic_load (&pp->timer_when) <= now)
        goro__wake (NULL);
    }
    if (done) {
      idle_looks = 0;
      period = period_min;
    } else if (++idle_looks > 50 && period < period_max)
      period = 2 * period < period_max ? 2 * period : period_max;
  }
}

void goro__monitor_start (void)
{
  struct goro_sched *s = &goro__sched;
  int error = goro__os_thread_start (monitor_main, NULL, true);
  if (error != 0) {
    goro__os_print ("runtime: failed to create new OS thread (the monitor; errno=%d)\n", error);
    goro__fatal ("newosproc");
  }
  atomic_store (&s->monitor_runs, 1);
}
