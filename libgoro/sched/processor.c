/* SPDX-License-Identifier: MIT */
/* Ps: how many there are, who has them.

   The number changes without stopping anybody.  A P whose number is too high
   is surplus: when its M next schedules it empties the P and retires it
   (goro__p_retire); idle ones retire at once.  Timers stay in the heap of a
   retired P: everybody who looks for timers looks at all Ps ever made.

   More than one P for the first time: the first P then has to learn that there
   are thieves (runq.h), which only its holder may tell it.

   Foreign returns come here (foreign/thread.c): general registers only.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <stdlib.h>

/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "goro.h"
#include "sched/runq.h"
#include "time/timer.h"
#include "stack/stack.h"


/* A program that does not allocate has no allocator.  */
#pragma weak goro__heap_flush

static struct goro_lock procs_lock;

void goro__p_idle_put (struct goro_p *pp)
{
  struct goro_sched *s = &goro__sched;
  s->busy_ps--;
  pp->m = NULL;
  if (goro__p_surplus (pp)) {
    pp->state = GORO_P_RETIRED;
    return;
  }
  pp->state = GORO_P_IDLE;
  pp->link = s->idle_p;
  s->idle_p = pp;
  /* Seq_cst: whoever publishes work looks at it after a fence.  */
  atomic_fetch_add (&s->idle_ps, 1);
}

struct goro_p *goro__p_idle_get (struct goro_p *wish)
{
  struct goro_sched *s = &goro__sched;
  struct goro_p **link = &s->idle_p;
  if (wish != NULL && wish->state == GORO_P_IDLE)
    while (*link != wish)
      link = &(*link)->link;
  struct goro_p *pp = *link;
  if (pp == NULL)
    return NULL;
  *link = pp->link;
  pp->state = GORO_P_BUSY;
  s->busy_ps++;
  atomic_fetch_sub (&s->idle_ps, 1);
  if (atomic_load (&s->monitor_deep) != 0)
    goro__monitor_wake ();
  return pp;
}

void goro__p_wire (struct goro_m *mp, struct goro_p *pp)
{
  mp->p = pp;
  pp->m = mp;
  atomic_fetch_add (&goro__sched.wirings, 1);
}

struct goro_p *goro__p_unwire (struct goro_m *mp)
{
  struct goro_p *pp = mp->p;
  mp->p = NULL;
  pp->m = NULL;
  return pp;
}

void goro__p_retire (struct goro_p *pp)
{
  goro__runq_flush (pp);
  goro__g_flush (pp);
  goro__stack_cache_flush (pp);
  if (goro__heap_flush != NULL)
    goro__heap_flush (pp);
}

void goro__p_handoff (struct goro_p *pp)
{
  struct goro_sched *s = &goro__sched;
  if (goro__p_surplus (pp))
    goro__p_retire (pp);
  else {
    if (!goro__runq_empty (pp) || atomic_load (&s->global_count) != 0) {
      goro__m_start (pp, false);
      return;
    }
    /* Nobody idle and nobody looking: then somebody has to look.  */
    uint32_t none = 0;
    if (atomic_load (&s->spinning) + atomic_load (&s->idle_ps) == 0
        && atomic_compare_exchange_strong (&s->spinning, &none, 1)) {
      goro__m_start (pp, true);
      return;
    }
  }
  goro__lock (&s->lock, GORO_RANK_SCHED);
  bool work = atomic_load_explicit (&s->global_count, memory_order_relaxed) != 0; /* under the lock */
  bool surplus = goro__p_surplus (pp);
  if (!work || surplus)
    goro__p_idle_put (pp);
  goro__unlock (&s->lock);
  if (!work) {
    /* Nobody watches the timers of a P that goes idle this way.  */
    int64_t when = goro__timers_first (NULL);
    if (when != GORO_FOREVER)
      goro__timers_cover (when);
    return;
  }
  if (surplus)
    goro__wake (NULL);
  else
    goro__m_start (pp, false);
}

/* --- How many ------------------------------------------------------------------- */

/* sched.lock held.  Makes Ps up to n; all idle but those that exist.  */
static void make (uint32_t n)
{
  struct goro_sched *s = &goro__sched;
  for (uint32_t i = atomic_load (&s->p_count); i < n; i++) {
    struct goro_p *pp = goro__os_map (sizeof *pp);
    if (pp == NULL)
      goro__fatal ("out of memory");
    pp->id = i;
    pp->random = 0x9e3779b9u * (i + 1);
    pp->countdown = 61;
    pp->state = GORO_P_RETIRED;
    atomic_store (&pp->timer_when, GORO_FOREVER);
    atomic_store (&pp->attention, 1); /* the collector may be in the middle of a cycle */
    atomic_store (&s->ps[i], pp);
    atomic_store (&s->p_count, i + 1);
  }
}

/* sched.lock held.  */
static void use (uint32_t n)
{
  struct goro_sched *s = &goro__sched;
  atomic_store (&s->procs, n);
  /* The idle list is made anew, the first P first.  */
  s->idle_p = NULL;
  uint32_t idle = 0;
  for (uint32_t i = atomic_load (&s->p_count); i-- > 0; ) {
    struct goro_p *pp = atomic_load (&s->ps[i]);
    if (pp->state == GORO_P_BUSY)
      continue;
    if (i >= n) {
      if (pp->state == GORO_P_IDLE) {
        goro__g_flush (pp);
        goro__stack_cache_flush (pp);
        if (goro__heap_flush != NULL)
          goro__heap_flush (pp);
      }
      pp->state = GORO_P_RETIRED;
      continue;
    }
    pp->state = GORO_P_IDLE;
    pp->link = s->idle_p;
    s->idle_p = pp;
    idle++;
  }
  atomic_store (&s->idle_ps, idle);
}

void goro__p_init (uint32_t procs)
{
  struct goro_sched *s = &goro__sched;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  make (procs);
  atomic_load (&s->ps[0])->lone = procs == 1;
  use (procs);
  goro__unlock (&s->lock);
}

/* True once no P is lone any more.  */
static bool end_lone (struct goro_m *mp)
{
  struct goro_sched *s = &goro__sched;
  struct goro_p *pp = atomic_load (&s->ps[0]);
  bool done = true;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  if (pp->lone) {
    if (pp->state == GORO_P_IDLE || (mp->p == pp && !goro__in_foreign (mp)))
      pp->lone = false;
    else {
      s->thieves_wanted = true;
      done = false;
    }
  }
  goro__unlock (&s->lock);
  if (!done) {
    atomic_store (&pp->attention, 1);
    goro__preempt (pp);
  }
  return done;
}

static uintptr_t set_procs_sys (struct goro_g *gp, uintptr_t want, uintptr_t b, uintptr_t c)
{
  (void) b, (void) c;
  struct goro_sched *s = &goro__sched;
  struct goro_m *mp = goro__getm ();
  uint32_t n = want < GORO_MAX_PROCS ? (uint32_t) want : GORO_MAX_PROCS;
  bool foreign = goro__in_foreign (mp);

  goro__lock (&procs_lock, GORO_RANK_PROCS);
  uint32_t old = atomic_load (&s->procs);
  if (n != old) {
    if (n > 1)
      while (!end_lone (mp)) {
        /* From a callback or another thread, with the only P busy: its holder sees to it
           at its next schedule (findwork.c).  */
        goro__os_sleep (100000);
      }
    goro__lock (&s->lock, GORO_RANK_SCHED);
    make (n);
    use (n);
    goro__unlock (&s->lock);
    uint32_t count = atomic_load (&s->p_count);
    for (uint32_t i = n; i < count; i++) {
      struct goro_p *pp = atomic_load (&s->ps[i]);
      atomic_store (&pp->attention, 1);
      if (pp != mp->p || foreign)
        goro__preempt (pp);
    }
  }
  goro__unlock (&procs_lock);
  if (n > old)
    goro__wake (NULL);

  if (!foreign && goro__p_surplus (mp->p)) {
    gp->ret = old;
    /* Relaxed: the queue's lock publishes it.  */
    atomic_store_explicit (&gp->status, GORO_G_RUNNABLE, memory_order_relaxed);
    goro__global_put (gp);
    goro__schedule (mp);
  }
  return old;
}

GORO_PUBLIC int goro_set_procs (int n)
{
  if (n < 1)
    return (int) atomic_load (&goro__sched.procs);
  return goro__call_sys_int (set_procs_sys, (uintptr_t) n, 0, 0);
}

uint32_t goro__procs_from_environment (void)
{
  uint32_t cpus = (uint32_t) goro__os_cpu_count ();
  if (cpus > GORO_MAX_PROCS)
    cpus = GORO_MAX_PROCS;
  const char *text = getenv ("GOROMAXPROCS");
  if (text == NULL || *text == 0)
    return cpus;
  uint32_t value = 0;
  const char *p = text;
  while (*p >= '0' && *p <= '9' && value <= GORO_MAX_PROCS)
    value = value * 10 + (uint32_t) (*p++ - '0');
  if (*p == 0 && value >= 1 && value <= GORO_MAX_PROCS)
    return value;
  goro__os_print ("goro: warning: GOROMAXPROCS=%s is not a number from 1 to %d; using %u\n", text,
                  (int) GORO_MAX_PROCS, cpus);
  return cpus;
}
