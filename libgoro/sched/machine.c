/* SPDX-License-Identifier: MIT */
/* Ms: threads that run goroutines.

   An M that has nothing to do waits on its word `wake':
       0  nothing yet
       1  next_p is its P now (only from whoever took it off the lists, or runs a G bound to it)
       2  the keeper only: a timer has become the first one; set the limit anew
   The lists (idle_m, keeper) are sched.lock's.  The keeper is taken last.

   A wake of an idle P costs a system call here and a processor there, and is
   for nothing when the waker parks at once and runs the woken goroutine itself, as
   in a ping-pong.  So an M that was woken by a P and found nothing makes that P leave out
   the next 1, 3, 7 ... BACKOFF_MAX wakes; one that found work resets that.  The monitor
   wakes an M for a queue that it sees waiting twice.

   general-regs-only: foreign returns wait here (foreign/thread.c).  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <sys/prctl.h>

/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "os/syscall.h"
#include "panic/report.h"
#include "sched/runq.h"
#include "stack/stack.h"
#include "time/timer.h"

extern int *__errno_location (void);

/* Ms of threads that have ended, to be used again: nobody may find an M's memory gone.  sched.lock.  */
static struct goro_m *dead_ms;

struct goro_m *goro__m_new (void)
{
  struct goro_sched *s = &goro__sched;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  struct goro_m *mp = dead_ms;
  if (mp != NULL)
    dead_ms = mp->idle_link;
  goro__unlock (&s->lock);
  if (mp == NULL)
    mp = goro__os_map (sizeof *mp);
  if (mp == NULL)
    goro__fatal ("out of memory");
  mp->signal_g.scope = &goro__scope_none;
  mp->scope_g = &mp->signal_g;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  mp->id = s->next_m_id++;
  mp->idle_link = NULL;
  mp->all_link = s->all_m;
  s->all_m = mp;
  uint32_t count = ++s->m_count;
  goro__unlock (&s->lock);
  if (count > GORO_MAX_THREADS) {
    goro__os_print ("runtime: program exceeds %d-thread limit\n", (int) GORO_MAX_THREADS);
    goro__fatal ("thread exhaustion");
  }
  return mp;
}

void goro__m_forget (struct goro_m *mp)
{
  struct goro_sched *s = &goro__sched;
  for (int i = 0; i < 2; i++)
    goro__trampolines_drop (&mp->trampolines[i]);
  goro__lock (&s->lock, GORO_RANK_SCHED);
  /* Whoever looks at the thread's memory does it under the lock.  */
  mp->tcb_guard = NULL;
  mp->stack_lo = mp->stack_hi = 0;
  mp->scan_cycle = 0;
  struct goro_m **link = &s->all_m;
  while (*link != mp)
    link = &(*link)->all_link;
  *link = mp->all_link;
  s->m_count--;
  mp->idle_link = dead_ms;
  dead_ms = mp;
  goro__unlock (&s->lock);
}

void goro__m_attach (struct goro_m *mp)
{
  goro__setm (mp);
  mp->err = __errno_location ();
  mp->tcb_guard = goro__guard_address ();
  mp->tid = (int) goro__syscall1 (SYS_gettid, 0);
  mp->curg = NULL;
}

static void begin (struct goro_m *mp)
{
  goro__p_wire (mp, mp->next_p);
  goro__schedule (mp);
}

static void m_main (void *arg)
{
  struct goro_m *mp = arg;
  goro__m_attach (mp);
  goro__syscall2 (SYS_prctl, PR_SET_TIMERSLACK, 1);
  goro__signal_stack (mp);
  if (__builtin_setjmp (mp->leave) == 0)
    goro__enter_sys (mp, begin);
  mp = goro__getm ();
  goro__setm (NULL);
  goro__signal_stack_free (mp);
  goro__m_forget (mp);
}

void goro__m_end (struct goro_m *mp)
{
  goro__lock (&mp->retake_lock, GORO_RANK_RETAKE);
  mp->tcb_guard = NULL;
  goro__unlock (&mp->retake_lock);
  mp->curg = NULL;
  __builtin_longjmp (mp->leave, 1);
}

static __attribute__ ((noinline)) void create (struct goro_p *pp, bool spinning)
{
  struct goro_m *mp = goro__m_new ();
  mp->next_p = pp;
  mp->spinning = spinning;
  int error = goro__os_thread_start (m_main, mp, false);
  if (error == 0)
    return;
  goro__os_print ("runtime: failed to create new OS thread (have %u already; errno=%d)\n",
                  goro__sched.m_count - 1, error);
  if (error == 11)
    goro__os_print ("runtime: may need to increase max user processes (ulimit -u)\n");
  if (goro__getm () == NULL) {
    /* The monitor has no goroutine to report: whose turn was it?  Nobody holds pp.  */
    struct goro_g *gp = goro__runq_take_next (pp);
    if (gp == NULL && (gp = goro__runq_take (pp)) == NULL)
      gp = goro__sched.global_head;
    if (gp != NULL) {
      goro__report_begin ();
      goro__os_print ("fatal error: newosproc\n\n");
      goro__traceback (gp);
      goro__os_exit (2);
    }
  }
  goro__fatal ("newosproc");
}

/* Can this stack bear pthread_create?  */
static bool on_large_stack (void)
{
  struct goro_m *mp = goro__getm ();
  return !goro__on_g () && (mp == NULL || mp->in_signal == 0);
}

struct goro_m *goro__m_idle_get (void)
{
  struct goro_sched *s = &goro__sched;
  struct goro_m *mp = s->idle_m;
  if (mp != NULL)
    s->idle_m = mp->idle_link;
  else if ((mp = s->keeper) != NULL) {
    s->keeper = NULL;
    atomic_store (&s->keeper_until, GORO_FOREVER);
  } else
    return NULL;
  s->idle_ms--;
  return mp;
}

void goro__m_give (struct goro_m *mp, struct goro_p *pp, bool spinning)
{
  mp->next_p = pp;
  if (spinning)
    mp->spinning = true;
  atomic_store (&mp->wake, 1);
  goro__futex_wake (&mp->wake, 1);
}

/* pp has nobody: an M that exists and was found idle, or NULL, takes it.  */
static void start_on (struct goro_m *mp, struct goro_p *pp, bool spinning, struct goro_p *waker)
{
  struct goro_sched *s = &goro__sched;
  if (mp != NULL) {
    mp->waker = waker;
    goro__m_give (mp, pp, spinning);
    return;
  }
  if (on_large_stack ()) {
    create (pp, spinning);
    return;
  }
  goro__lock (&s->lock, GORO_RANK_SCHED);
  pp->pending_spinning = spinning;
  pp->link = s->pending;
  s->pending = pp;
  goro__unlock (&s->lock);
  goro__monitor_wake ();
}

void goro__m_start (struct goro_p *pp, bool spinning)
{
  goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
  struct goro_m *mp = goro__m_idle_get ();
  goro__unlock (&goro__sched.lock);
  start_on (mp, pp, spinning, NULL);
}

void goro__m_start_pending (void)
{
  struct goro_sched *s = &goro__sched;
  while (*(struct goro_p *volatile *) &s->pending != NULL) {
    goro__lock (&s->lock, GORO_RANK_SCHED);
    struct goro_p *pp = s->pending;
    struct goro_m *mp = NULL;
    if (pp != NULL) {
      s->pending = pp->link;
      mp = goro__m_idle_get ();
    }
    goro__unlock (&s->lock);
    if (pp != NULL)
      start_on (mp, pp, pp->pending_spinning, NULL);
  }
}

enum { BACKOFF_MAX = 16383 };

void goro__wake_slow (struct goro_p *waker)
{
  struct goro_sched *s = &goro__sched;
  if (waker != NULL) {
    /* Relaxed, and not one operation: heuristics.  */
    uint32_t skip = atomic_load_explicit (&waker->wake_skip, memory_order_relaxed);
    if (skip > 0) {
      atomic_store_explicit (&waker->wake_skip, skip - 1, memory_order_relaxed);
      return;
    }
  }
  uint32_t none = 0;
  if (!atomic_compare_exchange_strong (&s->spinning, &none, 1))
    return;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  struct goro_p *pp = goro__p_idle_get (NULL);
  struct goro_m *mp = pp != NULL ? goro__m_idle_get () : NULL;
  goro__unlock (&s->lock);
  if (pp == NULL) {
    atomic_fetch_sub (&s->spinning, 1);
    return;
  }
  if (waker != NULL) {
    atomic_store_explicit (&waker->wake_skip,
                           atomic_load_explicit (&waker->wake_backoff, memory_order_relaxed),
                           memory_order_relaxed);
    atomic_store_explicit (&waker->waking, 1, memory_order_relaxed); /* a hint for thieves */
  }
  start_on (mp, pp, true, waker);
  if (waker != NULL)
    atomic_store_explicit (&waker->waking, 0, memory_order_relaxed);
}

void goro__wake_result (struct goro_m *mp, bool found)
{
  struct goro_p *waker = mp->waker;
  mp->waker = NULL;
  uint32_t backoff = 0;
  if (!found) {
    backoff = 2 * atomic_load_explicit (&waker->wake_backoff, memory_order_relaxed) + 1;
    if (backoff > BACKOFF_MAX)
      backoff = BACKOFF_MAX;
  }
  atomic_store_explicit (&waker->wake_backoff, backoff, memory_order_relaxed);
  atomic_store_explicit (&waker->wake_skip, backoff, memory_order_relaxed);
}

void goro__m_wait (struct goro_m *mp)
{
  while (atomic_load (&mp->wake) != 1)
    goro__futex_wait (&mp->wake, 0, GORO_FOREVER);
  atomic_store (&mp->wake, 0);
  goro__p_wire (mp, mp->next_p);
}

/* sched.lock held.  */
static void push_idle (struct goro_m *mp)
{
  mp->idle_link = goro__sched.idle_m;
  goro__sched.idle_m = mp;
}

/* mp, which is the keeper, sets its limit by the timers there are.  Answers the limit.  */
static int64_t set_limit (void)
{
  struct goro_sched *s = &goro__sched;
  int64_t when, again = goro__timers_first (NULL);
  do {
    when = again;
    atomic_store (&s->keeper_until, when);
    /* A timer added meanwhile was compared with the old limit, or is seen now.  */
    again = goro__timers_first (NULL);
  } while (again != when);
  return when;
}

void goro__m_stop (struct goro_m *mp)
{
  struct goro_sched *s = &goro__sched;
  int64_t limit = GORO_FOREVER;
  /* The last one that yielded here is elsewhere by now, and its stack may be moved as long as it is no M's.  */
  atomic_store_explicit (&mp->curg, NULL, memory_order_release);
  goro__lock (&s->lock, GORO_RANK_SCHED);
  s->idle_ms++;
  if (s->keeper == NULL || goro__timers_first (NULL) < atomic_load (&s->keeper_until)) {
    /* The keeper before, if any, sleeps on; its limit will find it replaced.  */
    if (s->keeper != NULL)
      push_idle (s->keeper);
    s->keeper = mp;
    limit = set_limit ();
  } else
    push_idle (mp);
  goro__unlock (&s->lock);

  for (;;) {
    uint32_t state = atomic_load (&mp->wake);
    if (state == 1)
      break;
    if (state == 2) {
      atomic_compare_exchange_strong (&mp->wake, &state, 0);
      goro__lock (&s->lock, GORO_RANK_SCHED);
      limit = s->keeper == mp ? set_limit () : GORO_FOREVER;
      goro__unlock (&s->lock);
      continue;
    }
    if (goro__futex_wait (&mp->wake, 0, limit) || limit == GORO_FOREVER)
      continue;

    /* A timer is due.  With an idle P, this M sees to it; the P with the timer if possible.  */
    struct goro_p *pp = NULL, *wish = NULL;
    limit = GORO_FOREVER;
    goro__lock (&s->lock, GORO_RANK_SCHED);
    bool keeper = s->keeper == mp;
    if (keeper) {
      goro__timers_first (&wish);
      s->keeper = NULL;
      atomic_store (&s->keeper_until, GORO_FOREVER);
      pp = goro__p_idle_get (wish);
      if (pp == NULL)
        push_idle (mp);
      else
        s->idle_ms--;
    }
    goro__unlock (&s->lock);
    if (pp != NULL) {
      mp->next_p = pp;
      mp->spinning = true;
      atomic_fetch_add (&s->spinning, 1);
      /* A nudge may have come before the lock was taken.  */
      break;
    }
    if (keeper)
      goro__monitor_wake ();
  }
  atomic_store (&mp->wake, 0);
  goro__p_wire (mp, mp->next_p);
}
