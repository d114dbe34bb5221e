/* SPDX-License-Identifier: MIT */
/* What the scheduler is doing, for programs that ask: goro_read_sched_stats ().

   Nobody is stopped.  Each goroutine is looked at once, so those that change meanwhile count as what they were or as what they
   become.  One that waits counts as waiting from before it can be found by whoever wakes it: goro__park_prepare () is called with
   the lock held that guards the queue.  So who has seen n goroutines waiting and then takes such a lock finds all of
   them in their queues; tests rely on that.

   sched.lock is held while the threads are looked at.  On a thread's stack.  */
#define _GNU_SOURCE
#include "goro.h"
#include "sched/state.h"
#include "stack/stack.h"

#pragma GCC optimize ("Os") /* seldom run */

static void count (struct goro_g *gp, void *arg)
{
  goro_sched_stats *stats = arg;
  /* Acquire: what the goroutine did before it waited has happened.  */
  switch (atomic_load_explicit (&gp->status, memory_order_acquire)) {
  case GORO_G_RUNNABLE:
    stats->runnable++;
    break;
  case GORO_G_RUNNING:
    stats->running++;
    break;
  case GORO_G_WAITING:
    stats->waiting++;
    break;
  default:
    break;
  }
}

/* A goroutine in foreign code is RUNNING to the scheduler.  */
static uint32_t in_foreign_code (struct goro_sched *s)
{
  uint32_t count = 0;
  for (struct goro_m *mp = s->all_m; mp != NULL; mp = mp->all_link) {
    struct goro_g *gp = *(struct goro_g *volatile *) &mp->curg;
    if (!mp->adopted && gp != NULL && (atomic_load (&mp->fseq) & 1) != 0
        && atomic_load (&gp->status) == GORO_G_RUNNING)
      count++;
  }
  return count;
}

static uintptr_t read_sys (struct goro_g *gp, uintptr_t result, uintptr_t b, uintptr_t c)
{
  struct goro_sched *s = &goro__sched;
  goro_sched_stats stats = { 0 };
  (void) gp, (void) b, (void) c;
  goro__g_each (count, &stats);
  goro__lock (&s->lock, GORO_RANK_SCHED);
  uint32_t foreign = in_foreign_code (s);
  stats.threads = s->m_count;
  goro__unlock (&s->lock);
  /* The caller is none of them; some of the others have gone there since they were counted.  */
  stats.foreign = foreign < stats.running ? foreign : stats.running - 1;
  stats.running -= stats.foreign;
  stats.goroutines = stats.runnable + stats.running + stats.waiting + stats.foreign;
  stats.procs = atomic_load (&s->procs);
  stats.idle_procs = atomic_load (&s->idle_ps);
  *(goro_sched_stats *) result = stats;
  return 0;
}

GORO_PUBLIC void goro_read_sched_stats (goro_sched_stats *stats)
{
  goro__call_sys (read_sys, (uintptr_t) stats, 0, 0);
}
