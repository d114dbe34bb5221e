/* SPDX-License-Identifier: MIT */
/* fork (): the child has the thread that called it and no other.

   Before the fork the locks that goroutines in the child need are taken, in order of rank,
   so that none is held by a thread that will not exist.  In the child the other Ms
   are forgotten and their Ps idle.  What waited, in queues or for timers, goes on; goroutines
   that ran on other threads at that moment, or were in foreign code there, never do.
   The monitor is made again at once: without it nothing would take Ps from foreign
   code; a child that calls exec loses it there.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <pthread.h>
#include <string.h>

#include "gc/hooks.h"
#include "os/syscall.h"
#include "sched/runq.h"
#include "stack/maps.h"
#include "stack/stack.h"

/* A program that does not allocate has no allocator.  */
#pragma weak goro__heap_fork_lock
#pragma weak goro__heap_fork_unlock

static void lock_timers (void)
{
  uint32_t count = atomic_load (&goro__sched.p_count);
  for (uint32_t i = 0; i < count; i++)
    goro__lock (&atomic_load (&goro__sched.ps[i])->timer_lock, GORO_RANK_TIMER);
}

static void unlock_timers (void)
{
  uint32_t count = atomic_load (&goro__sched.p_count);
  for (uint32_t i = 0; i < count; i++)
    goro__unlock (&atomic_load (&goro__sched.ps[i])->timer_lock);
}

static void before (void)
{
  if (goro__gc_fork_lock != NULL)
    goro__gc_fork_lock ();
  goro__modules_hold ();
  lock_timers ();
  if (goro__escape_fork_lock != NULL)
    goro__escape_fork_lock ();
  goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
  goro__maps_fork_lock ();
  goro__g_fork_lock ();
  goro__trampolines_fork_lock ();
  goro__stack_fork_lock ();
  if (goro__heap_fork_lock != NULL)
    goro__heap_fork_lock ();
}

static void after (void)
{
  if (goro__heap_fork_unlock != NULL)
    goro__heap_fork_unlock ();
  goro__stack_fork_unlock ();
  goro__trampolines_fork_unlock ();
  goro__g_fork_unlock ();
  goro__maps_fork_unlock ();
  goro__unlock (&goro__sched.lock);
  if (goro__escape_fork_unlock != NULL)
    goro__escape_fork_unlock ();
  unlock_timers ();
  goro__modules_release ();
  if (goro__gc_fork_unlock != NULL)
    goro__gc_fork_unlock ();
}

static void in_child (void)
{
  struct goro_sched *s = &goro__sched;
  struct goro_m *mp = goro__getm ();
  after ();

  /* Every M but this one is gone; their memory is not used again.  But glibc gives the stacks of their threads, with the thread pointer's block, to new ones,
     which would seem to run goroutines.  */
  for (struct goro_m *gone = s->all_m; gone != NULL; gone = gone->all_link)
    if (gone != mp && gone->tcb_guard != NULL) {
      char *tcb = (char *) gone->tcb_guard - GORO_TCB_GUARD;
      *(uintptr_t *) (tcb + GORO_TCB_GUARD) = 0;
      *(uintptr_t *) (tcb + GORO_TCB_M) = 0;
      *(uintptr_t *) (tcb + GORO_TCB_ARGS) = 0;
    }
  s->all_m = mp;
  s->idle_m = NULL;
  s->keeper = NULL;
  s->pending = NULL;
  s->m_count = 0;
  s->idle_ms = 0;
  atomic_store (&s->keeper_until, GORO_FOREVER);
  atomic_store (&s->spinning, 0);
  atomic_store (&s->away_ms, 0);
  atomic_store (&s->blocked_ms, 0);
  atomic_store (&s->adopted_ms, 0);
  atomic_store (&s->monitor_deep, 0);
  atomic_store (&s->monitor_wake, 0);
  atomic_store (&goro__runtime_threads, 0);
  if (mp != NULL) {
    mp->all_link = NULL;
    mp->tid = (int) goro__syscall1 (SYS_gettid, 0);
    s->m_count = 1;
    memset (&mp->retake_lock, 0, sizeof mp->retake_lock);
    if (mp->adopted)
      atomic_store (&s->adopted_ms, 1);
    else if (mp->p == NULL)
      atomic_store (&s->away_ms, 1);
    else
      atomic_store (&mp->retake, 0);
  }

  s->idle_p = NULL;
  s->busy_ps = 0;
  uint32_t idle = 0;
  for (uint32_t i = atomic_load (&s->p_count); i-- > 0; ) {
    struct goro_p *pp = atomic_load (&s->ps[i]);
    if (mp != NULL && mp->p == pp) {
      pp->state = GORO_P_BUSY;
      s->busy_ps++;
      continue;
    }
    pp->m = NULL;
    if (goro__p_surplus (pp)) {
      pp->state = GORO_P_RETIRED;
      continue;
    }
    pp->state = GORO_P_IDLE;
    pp->link = s->idle_p;
    s->idle_p = pp;
    idle++;
  }
  atomic_store (&s->idle_ps, idle);
  goro__os_barrier_init ();
  if (goro__gc_fork_child != NULL)
    goro__gc_fork_child ();
  goro__monitor_start ();
}

void goro__fork_init (void)
{
  pthread_atfork (before, after, in_child);
}
