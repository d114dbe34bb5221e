/* SPDX-License-Identifier: MIT */
/* "all goroutines are asleep - deadlock!"

   Looked for by the monitor when every P is idle.  It is one only if nothing that
   could ready a goroutine is left: no queue, no timer, no M in foreign code, no external event
   under way, no thread but the runtime's own, and no signal handler of the program's.
   A thread that goro did not start may come or go without our knowing, so where
   there is one the question is asked again, less and less often.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include "gc/hooks.h"
#include "goro.h"
#include "sched/runq.h"
#include "stack/stack.h"
#include "time/timer.h"

/* sched.lock held.  */
static bool quiet (struct goro_sched *s)
{
  if (s->busy_ps != 0 || s->pending != NULL || atomic_load (&s->global_count) != 0)
    return false;
  if (atomic_load (&s->away_ms) != atomic_load (&s->blocked_ms) || atomic_load (&s->adopted_ms) != 0)
    return false;
  if (atomic_load (&goro__external_pending) != 0 || atomic_load (&s->handlers) != 0)
    return false;
  if (goro__timers_first (NULL) != GORO_FOREVER)
    return false;
  if (goro__gc_busy != NULL && goro__gc_busy ())
    return false;
  uint32_t count = atomic_load (&s->p_count);
  for (uint32_t i = 0; i < count; i++)
    if (!goro__runq_empty (atomic_load (&s->ps[i])))
      return false;
  return true;
}

/* Most goroutines printed before a report is cut short.  */
enum { REPORT_MAX = 100 };

struct report {
  struct goro_g *first;
  int printed;
  int64_t left_out;
};

static void report_one (struct goro_g *gp, void *arg)
{
  struct report *report = arg;
  if (gp == report->first || atomic_load (&gp->status) != GORO_G_WAITING)
    return;
  if (report->printed == REPORT_MAX) {
    report->left_out++;
    return;
  }
  report->printed++;
  goro__os_print ("\n");
  goro__traceback (gp);
}

static _Noreturn void die (const char *message)
{
  struct report report = { goro__sched.main_g, 0, 0 };
  goro__os_print ("fatal error: %s\n", message);
  if (report.first != NULL) {
    goro__os_print ("\n");
    goro__traceback (report.first);
  }
  goro__g_each (report_one, &report);
  if (report.left_out > 0)
    goro__os_print ("\n...%D more goroutines\n", report.left_out);
  goro__os_exit (2);
}

static bool look (struct goro_sched *s, uint32_t *own)
{
  goro__lock (&s->lock, GORO_RANK_SCHED);
  bool now_quiet = s->main_g != NULL || s->main_exited ? quiet (s) : false;
  *own = s->m_count - atomic_load (&s->adopted_ms) + 1;
  goro__unlock (&s->lock);
  return now_quiet;
}

int64_t goro__check_deadlock (void)
{
  static int64_t pause;
  struct goro_sched *s = &goro__sched;
  uint64_t wirings = atomic_load (&s->wirings);
  uint32_t own;
  bool now_quiet = look (s, &own);
  if (!now_quiet) {
    pause = 0;
    return GORO_FOREVER;
  }
  int threads = goro__os_thread_count ();
  if (threads == 0)
    return GORO_FOREVER;
  if ((uint32_t) threads != own + atomic_load (&goro__runtime_threads)) {
    /* Somebody else's, or one of ours that is still on its way out.  */
    pause = pause == 0 ? 1000000 : pause < 10000000000 ? 2 * pause : pause;
    return goro__nanotime () + pause;
  }
  /* No other thread existed when they were counted.  One may have existed before, made a goroutine
     runnable, and ended: then something runs, or an M has been given a P since.  */
  if (!look (s, &own) || atomic_load (&s->wirings) != wirings) {
    pause = 0;
    return goro__nanotime () + 1000000;
  }
  if (goro_count () == 0)
    die (s->main_exited ? "no goroutines (main called goro_exit) - deadlock!" : "no goroutines - deadlock!");
  die ("all goroutines are asleep - deadlock!");
}
