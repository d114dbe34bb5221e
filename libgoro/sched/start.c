/* SPDX-License-Identifier: MIT */
/* How a program starts: the plugin's stub of main () comes to __goro_main, which
   makes the runtime and runs the user's main as goroutine 1.  The thread it
   began on is the first M.  Where a constructor or a thread of its own has called
   goro before, the runtime exists already.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>

#include "gc/hooks.h"
#include "gc/stress.h"
#include "goro.h"
#include "os/syscall.h"
#include "sched/runq.h"
#include "stack/maps.h"
#include "stack/stack.h"

/* All zero until make_runtime: an initializer would put 8 KB of it in every program's file.  */
struct goro_sched goro__sched;

_Atomic uint32_t goro__external_pending;
_Atomic uint32_t goro__runtime_threads;

static void make_runtime (void)
{
  struct goro_sched *s = &goro__sched;
  atomic_store (&s->next_id, 2); /* 1 is main's */
  atomic_store (&s->keeper_until, GORO_FOREVER);
  atomic_store (&s->monitor_until, GORO_FOREVER);
  goro__os_clock_init ();
  goro__os_barrier_init ();
  goro__os_thread_init ();
  s->start_time = goro__nanotime ();
  goro__debug_init ();
  goro__p_init (goro__procs_from_environment ());
  goro__adopt_init ();
  goro__fork_init ();
  goro__signal_init ();
  goro__monitor_start ();
  atomic_store (&s->started, true);
}

void goro__init (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once (&once, make_runtime);
}

/* Goroutine 1, until the scheduler knows of it.  */
static struct goro_g *first;

static void begin (struct goro_m *mp)
{
  struct goro_sched *s = &goro__sched;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  struct goro_p *pp = goro__p_idle_get (atomic_load (&s->ps[0]));
  /* With a P that is busy for it, and not before: a goroutine that is there while every P is idle is what the
     monitor calls a deadlock.  */
  s->main_g = first;
  goro__unlock (&s->lock);
  if (pp == NULL) {
    goro__global_put (s->main_g);
    goro__m_stop (mp);
  } else {
    goro__p_wire (mp, pp);
    goro__runq_put_next (pp, s->main_g);
  }
  goro__schedule (mp);
}

/* What atexit () itself calls, from a piece of libc that has a lazily bound PLT slot.  */
extern int __cxa_atexit (void (*fn) (void *), void *arg, void *dso);

static void at_exit (void *unused)
{
  (void) unused;
  goro__maps_keep ();
  goro__verify_report ();
  if (goro__escape_report != NULL)
    goro__escape_report ();
}

GORO_PUBLIC int __goro_main (int argc, char **argv, char **envp, int (*user_main) (int, char **, char **));
int __goro_main (int argc, char **argv, char **envp, int (*user_main) (int, char **, char **))
{
  goro__init ();
  if (__builtin_expect (goro__debug_gcloop != 0, 0) && goro__gc_loop_start != NULL)
    goro__gc_loop_start ();
  __cxa_atexit (at_exit, NULL, NULL);
  struct goro_sched *s = &goro__sched;
  struct goro_m *mp = goro__getm ();
  /* A constructor's calls may have made this an adopted thread.  */
  if (mp != NULL)
    goro__adopt_end (mp);
  mp = goro__m_new ();
  goro__m_attach (mp);
  mp->initial = true;
  goro__syscall2 (SYS_prctl, PR_SET_TIMERSLACK, 1);
  goro__signal_stack (mp);

  struct goro_g *gp = goro__g_get (NULL);
  if (gp == NULL)
    goro__fatal ("out of memory");
  gp->id = 1;
  gp->guard = goro__g_guard (gp->lo);
  gp->start_pc = (uintptr_t) user_main;
  gp->sp = goro__main_frame (gp->hi, (uintptr_t) user_main, (uintptr_t) argc, (uintptr_t) argv,
                             (uintptr_t) envp);
  atomic_store (&gp->status, GORO_G_RUNNABLE);
  atomic_fetch_add (&s->started_elsewhere, 1);
  first = gp;
  goro__enter_sys (mp, begin);
}
