/* SPDX-License-Identifier: MIT */
/* Where an M that ran out of goroutines looks for more, in this order: its own
   timers, its own queue, the global queue, the queues of others; then it gives up
   its P, looks once more, and sleeps.

   No wake-up is lost: who makes work publishes it, passes a fence, and wakes an M
   unless somebody is looking (goro__sched.spinning).  Who looks and finds nothing
   stops looking, by a fence, and only then looks a last time at every queue.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/hooks.h"
#include "sched/runq.h"
#include "time/timer.h"

static inline bool timers_due (struct goro_p *pp, int64_t *now)
{
  /* Relaxed: a timer that is missed here has somebody who watches it.  */
  int64_t when = atomic_load_explicit (&pp->timer_when, memory_order_relaxed);
  if (when == GORO_FOREVER)
    return false;
  if (*now == 0)
    *now = goro__nanotime ();
  return when <= *now;
}

struct goro_g *goro__schedule_service (struct goro_m *mp, struct goro_p *pp)
{
  struct goro_sched *s = &goro__sched;
  struct goro_g *gp = NULL;
  int64_t now = 0;
  if (atomic_load_explicit (&pp->attention, memory_order_relaxed) != 0) {
    /* An exchange: what its setter did before is seen.  */
    atomic_exchange (&pp->attention, 0);
    if (goro__gc_wants (&pp->gc_round))
      goro__gc_safepoint (pp, NULL);
    /* goro_yield's fast path looks at nothing else.  */
    if (pp->gc_scanning) {
      atomic_store_explicit (&pp->attention, 1, memory_order_relaxed); /* this P's own */
      goro__gc_between (pp);
    }
    if (pp->lone && s->thieves_wanted)
      pp->lone = false;
    if (goro__p_surplus (pp))
      return goro__find_work (mp);
  }
  if (*(struct goro_p *volatile *) &s->pending != NULL)
    goro__m_start_pending ();
  if (timers_due (pp, &now))
    goro__timers_run (pp, now);
  /* This P stays busy: somebody else has to watch its timers.  */
  int64_t when = atomic_load_explicit (&pp->timer_when, memory_order_relaxed);
  if (when != GORO_FOREVER && !goro__runq_empty (pp))
    goro__timers_cover (when);
  if (pp->countdown == 0) {
    pp->countdown = 61;
    /* Relaxed: a hint.  */
    if (atomic_load_explicit (&s->global_count, memory_order_relaxed) != 0) {
      goro__lock (&s->lock, GORO_RANK_SCHED);
      gp = goro__global_get (pp, 1);
      goro__unlock (&s->lock);
    }
    /* Two goroutines that wake each other through the run-next slot must not starve the ring.  */
    if (gp == NULL)
      gp = goro__runq_take (pp);
  }
  return gp;
}

static struct goro_g *own_queue (struct goro_p *pp)
{
  struct goro_g *gp = goro__runq_take_next (pp);
  return gp != NULL ? gp : goro__runq_take (pp);
}

static struct goro_g *global_queue (struct goro_p *pp)
{
  struct goro_sched *s = &goro__sched;
  if (atomic_load (&s->global_count) == 0)
    return NULL;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  struct goro_g *gp = goro__global_get (pp, GORO_P_RUNQ_SIZE / 2);
  goro__unlock (&s->lock);
  return gp;
}

enum { ROUNDS = 4 };

/* Looks at every other P, ROUNDS times, from a random one on.  In the last round also at their timers
   and their run-next slots.  */
static struct goro_g *steal (struct goro_p *pp, int64_t now)
{
  struct goro_sched *s = &goro__sched;
  uint32_t count = atomic_load (&s->p_count);
  for (int round = 0; round < ROUNDS; round++) {
    bool last = round == ROUNDS - 1;
    pp->random = pp->random * 1664525 + 1013904223;
    uint32_t start = (pp->random >> 8) % count;
    for (uint32_t i = 0; i < count; i++) {
      uint32_t at = start + i < count ? start + i : start + i - count;
      /* Relaxed: set before p_count.  */
      struct goro_p *victim = atomic_load_explicit (&s->ps[at], memory_order_relaxed);
      if (victim == pp)
        continue;
      if (last && timers_due (victim, &now) && goro__timers_run (victim, now)) {
        struct goro_g *gp = own_queue (pp);
        if (gp != NULL)
          return gp;
      }
      struct goro_g *gp = goro__runq_steal (pp, victim, last);
      if (gp != NULL)
        return gp;
    }
  }
  return NULL;
}

bool goro__work_anywhere (bool *next_only)
{
  struct goro_sched *s = &goro__sched;
  *next_only = false;
  if (atomic_load (&s->global_count) != 0)
    return true;
  uint32_t count = atomic_load (&s->p_count);
  for (uint32_t i = 0; i < count; i++) {
    struct goro_p *pp = atomic_load_explicit (&s->ps[i], memory_order_relaxed); /* set before p_count */
    if (!goro__runq_empty (pp)) {
      if (atomic_load (&pp->runq_head) != atomic_load (&pp->runq_tail)) {
        *next_only = false;
        return true;
      }
      *next_only = true;
    }
  }
  return *next_only;
}

/* Meanwhile it does not count as looking for work, or nobody else would be woken to help as well; then it does again, and looks
   everywhere before it sleeps.  */
static bool help_collector (struct goro_m *mp, struct goro_p *pp)
{
  if (mp->spinning)
    atomic_fetch_sub (&goro__sched.spinning, 1);
  bool helped = goro__gc_help (pp);
  if (mp->spinning)
    atomic_fetch_add (&goro__sched.spinning, 1);
  return helped;
}

struct goro_g *goro__find_work (struct goro_m *mp)
{
  struct goro_sched *s = &goro__sched;
  struct goro_g *gp;
  bool tried_next = false;
  for (;;) {
    struct goro_p *pp = mp->p;
    if (goro__p_surplus (pp)) {
      goro__p_retire (pp);
      goro__wake (NULL);
    } else {
      int64_t now = 0;
      if (timers_due (pp, &now))
        goro__timers_run (pp, now);
      if ((gp = own_queue (pp)) != NULL || (gp = global_queue (pp)) != NULL)
        return gp;

      /* Half of the busy Ps' number may look, that is enough to find work soon.  Relaxed: a hint.  */
      uint32_t busy = atomic_load_explicit (&s->procs, memory_order_relaxed)
                      - atomic_load_explicit (&s->idle_ps, memory_order_relaxed);
      if (atomic_load (&s->p_count) > 1
          && (mp->spinning || 2 * atomic_load_explicit (&s->spinning, memory_order_relaxed) < busy)) {
        if (!mp->spinning) {
          mp->spinning = true;
          atomic_fetch_add (&s->spinning, 1);
        }
        if ((gp = steal (pp, now)) != NULL)
          return gp;
      }
      /* An idle P marks for a moment, then looks again.  */
      if (goro__gc_marking () && help_collector (mp, pp))
        continue;
    }

    goro__lock (&s->lock, GORO_RANK_SCHED);
    if (!goro__p_surplus (pp) && (gp = goro__global_get (pp, GORO_P_RUNQ_SIZE / 2)) != NULL) {
      goro__unlock (&s->lock);
      return gp;
    }
    goro__p_unwire (mp);
    goro__p_idle_put (pp);
    goro__unlock (&s->lock);

    if (mp->spinning) {
      mp->spinning = false;
      atomic_fetch_sub (&s->spinning, 1);
      /* A goroutine in a run-next slot alone was perhaps put there after the last round, so there
         is one more; then it is left to the P it is on: in a ping-pong there is one at every moment.
         If it waits there for long, the monitor wakes somebody.  */
      bool next_only;
      if (goro__work_anywhere (&next_only) && !(next_only && tried_next)) {
        tried_next = next_only;
        goro__lock (&s->lock, GORO_RANK_SCHED);
        pp = goro__p_idle_get (NULL);
        goro__unlock (&s->lock);
        if (pp != NULL) {
          goro__p_wire (mp, pp);
          mp->spinning = true;
          atomic_fetch_add (&s->spinning, 1);
          continue;
        }
      }
      if (mp->waker != NULL)
        goro__wake_result (mp, false);
    }
    goro__m_stop (mp);
  }
}
