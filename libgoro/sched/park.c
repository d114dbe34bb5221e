/* SPDX-License-Identifier: MIT */
/* Parking and waking.

   A goroutine that parks in a callback from foreign code, and a thread that goro did not
   start, cannot leave their stack: they park in thread mode, on the futex that
   their G's status is.  */
#define _GNU_SOURCE
#include "sched/runq.h"

#pragma GCC optimize ("O2")

const char *const goro__wait_names[GORO_WAIT_COUNT] = {
  [GORO_WAIT_NONE] = "waiting",
  [GORO_WAIT_CHAN_RECEIVE] = "chan receive",
  [GORO_WAIT_CHAN_SEND] = "chan send",
  [GORO_WAIT_CHAN_RECEIVE_NIL] = "chan receive (nil chan)",
  [GORO_WAIT_CHAN_SEND_NIL] = "chan send (nil chan)",
  [GORO_WAIT_SELECT] = "select",
  [GORO_WAIT_SELECT_NO_CASES] = "select (no cases)",
  [GORO_WAIT_SLEEP] = "sleep",
  [GORO_WAIT_MUTEX] = "sync.Mutex.Lock",
  [GORO_WAIT_WAIT_GROUP] = "sync.WaitGroup.Wait",
  [GORO_WAIT_COND] = "sync.Cond.Wait",
  [GORO_WAIT_SEM] = "semacquire",
  [GORO_WAIT_GC] = "wait for GC cycle",
};

struct goro_g *goro__curg (void)
{
  struct goro_m *mp = goro__getm ();
  if (__builtin_expect (mp == NULL, false))
    mp = goro__adopt_thread ();
  return mp->curg;
}

void goro__park_prepare (struct goro_g *gp, enum goro_wait reason)
{
  gp->wait_reason = (uint8_t) reason;
  gp->wait_since = 0;
  gp->thread_mode = goro__in_foreign (goro__getm ());
  /* Release: a waker finds gp through a lock or a release, but the collector by looking (gc/round.c).  */
  atomic_store_explicit (&gp->status, GORO_G_WAITING, memory_order_release);
}

void goro__leave_p (struct goro_m *mp)
{
  goro__lock (&mp->retake_lock, GORO_RANK_RETAKE);
  struct goro_p *pp = mp->p;
  if (pp != NULL) {
    mp->p = NULL;
    mp->old_p = pp;
    pp->m = NULL;
    atomic_store (&mp->retake, 1);
    atomic_fetch_add (&goro__sched.away_ms, 1);
  }
  goro__unlock (&mp->retake_lock);
  if (pp != NULL)
    goro__p_handoff (pp);
}

static __attribute__ ((noinline)) void park_thread (struct goro_m *mp, struct goro_g *gp)
{
  struct goro_sched *s = &goro__sched;
  if (mp->in_signal != 0)
    goro__fatal ("blocking operation in a signal handler");
  goro__leave_p (mp);
  /* Whoever readies gp takes it off the count: no moment in which both sleep uncounted.  */
  atomic_fetch_add (&s->blocked_ms, 1);
  /* This may have been the last one that could do something.  */
  if (!mp->adopted)
    goro__monitor_wake ();
  while (atomic_load (&gp->status) == GORO_G_WAITING)
    goro__futex_wait (&gp->status, GORO_G_WAITING, GORO_FOREVER);
  if (gp->resume != NULL) {
    void (*resume) (struct goro_g *) = gp->resume;
    gp->resume = NULL;
    resume (gp);
  }
}

/* gp may run, on another M, already: only this thread's state is looked at.  */
void goro__park_sys (struct goro_g *gp)
{
  struct goro_m *mp = goro__getm ();
  if (__builtin_expect (goro__in_foreign (mp), false)) {
    park_thread (mp, gp);
    return;
  }
  /* From here on this M does not touch gp's stack: it may be moved (stack/size.c).
     Release: who sees this sees all that was done to it.  */
  atomic_store_explicit (&mp->curg, NULL, memory_order_release);
  goro__schedule (mp);
}

void goro__ready (struct goro_g *gp, bool next)
{
  if (__builtin_expect (gp->thread_mode, false)) {
    /* It stays set: the collector, which looks at the status first, must not find it cleared for a goroutine that it has seen
       waiting (gc/round.c).  */
    atomic_fetch_sub (&goro__sched.blocked_ms, 1);
    atomic_store (&gp->status, GORO_G_RUNNING);
    goro__futex_wake (&gp->status, 1);
    return;
  }
  /* Relaxed: the queue publishes it.  Against somebody who moves gp's stack (stack/size.c) no fence is
     needed here: he passes a barrier on every processor between his store and his load.  */
  atomic_store_explicit (&gp->status, GORO_G_RUNNABLE, memory_order_relaxed);
  atomic_signal_fence (memory_order_seq_cst);
  while (__builtin_expect (atomic_load_explicit (&gp->moving, memory_order_acquire) != 0, false))
    goro__cpu_pause ();
  struct goro_p *pp = goro__getp ();
  if (__builtin_expect (pp == NULL, false))
    goro__global_put (gp);
  else if (next)
    goro__runq_put_next (pp, gp);
  else {
    goro__runq_put (pp, gp);
    if (!pp->lone)
      goro__cpu_fence ();
  }
  goro__wake (pp);
}
