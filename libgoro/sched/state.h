/* SPDX-License-Identifier: MIT */
/* What the files of the scheduler share and nobody else needs: the global
   state, and the steps between them.

   Who runs where: an M with a P runs goroutines.  An M without one sleeps on its
   word `wake' (idle list, keeper, bound goroutine) or is in foreign code.  At
   most one idle M is the keeper: it sleeps with a limit, until the first timer
   of any P is due.  While every M is busy the monitor watches the timers.

   Life of a P:  IDLE (on the idle list) -> BUSY (held by an M, on its way to one,
   or the property of an M in foreign code) -> IDLE.  RETIRED: goro_set_procs made do
   with fewer; such a P has no work and waits for a larger number.  */
#ifndef GORO_SCHED_STATE_H
#define GORO_SCHED_STATE_H

#include <signal.h>

#include "os/lock.h"
#include "os/os.h"
#include "sched/sched.h"

enum { GORO_MAX_PROCS = 1024, GORO_MAX_THREADS = 10000 };

enum goro_p_state { GORO_P_IDLE, GORO_P_BUSY, GORO_P_RETIRED };

struct goro_sched {
  /* Read at every wake-up, seldom written.  Written under the lock but for spinning.  */
  _Atomic uint32_t idle_ps;
  _Atomic uint32_t spinning;      /* Ms that look for work */
  _Atomic uint32_t global_count;
  _Atomic uint32_t procs;         /* GOROMAXPROCS */
  _Atomic uint32_t p_count;       /* Ps ever made */
  _Atomic bool started;           /* the runtime works */

  /* The lock guards this group, and P.state, P.link, M.idle_link, M.all_link.  */
  _Alignas (64) struct goro_lock lock;
  struct goro_g *global_head, *global_tail;
  struct goro_p *idle_p;
  struct goro_p *pending;         /* Ps whose M the monitor has to make */
  struct goro_m *idle_m;
  struct goro_m *keeper;
  struct goro_m *all_m;
  bool thieves_wanted;            /* the lone P's holder has to end that (processor.c) */
  uint32_t busy_ps, idle_ms, m_count;
  uint32_t next_m_id;

  /* Free-standing atomics.  */
  _Alignas (64) _Atomic int64_t keeper_until; /* GORO_FOREVER: no keeper, or one without a limit */
  _Atomic uint32_t away_ms;       /* Ms in foreign code that have lost their P */
  _Atomic uint32_t blocked_ms;    /* of those, the ones that wait for goroutines */
  _Atomic uint32_t adopted_ms;    /* threads goro did not start that have called it */
  _Atomic uint64_t wirings;       /* how often an M was given a P: nothing ran while it stands still */
  _Atomic uint32_t handlers;      /* signal handlers of the program's have been set */
  _Atomic uint64_t next_id;       /* goroutine numbers handed out to Ps */
  _Atomic int64_t started_elsewhere; /* goroutines started without a P */

  /* The monitor (monitor.c).  */
  _Atomic uint32_t monitor_wake;  /* futex */
  _Atomic uint32_t monitor_deep;  /* sleeps until woken */
  _Atomic uint32_t monitor_runs;  /* there is such a thread */
  _Atomic int64_t monitor_until;  /* when it looks next */

  struct goro_g *main_g;
  bool main_exited;               /* by goro_exit () */
  int64_t start_time;

  _Atomic (struct goro_p *) ps[GORO_MAX_PROCS];
};

extern struct goro_sched goro__sched;

/* External events that may make a goroutine runnable (the poller's waiters): no deadlock while
   this is not zero.  Threads of the runtime's own besides the Ms and the monitor.  */
extern _Atomic uint32_t goro__external_pending;
extern _Atomic uint32_t goro__runtime_threads;

/* The guard of a goroutine that nobody wants to stop.  */
extern bool goro__debug_preempt, goro__debug_stackmove;
static inline uintptr_t goro__g_guard (uintptr_t lo)
{
  return __builtin_expect (goro__debug_stackmove | goro__debug_preempt, false) ? GORO_GUARD_STRESS : lo + GORO_STACK_SLACK;
}

/* The first stack of a G (stack/block.c).  */
static inline uintptr_t goro__g_block (const struct goro_g *gp)
{
  uintptr_t arena = (uintptr_t) gp & -(uintptr_t) GORO_G_ARENA;
  return arena + GORO_G_ARENA_GS + ((uintptr_t) gp - arena) * (GORO_FIRST_STACK / GORO_G_SIZE);
}

static inline uintptr_t goro__g_block_end (const struct goro_g *gp)
{
  return goro__g_block (gp) + GORO_FIRST_STACK;
}

static inline bool goro__in_foreign (struct goro_m *mp)
{
  /* Relaxed: this thread's own counter.  */
  return (atomic_load_explicit (&mp->fseq, memory_order_relaxed) & 1) != 0;
}

/* start.c */
void goro__init (void);

/* spawn.c: a goroutine that calls fn (arg) and that goro_count leaves out.  gc/finalizer.c.  */
void goro__spawn_finalizer (struct goro_p *pp, void (*fn) (void *), void *arg, uint8_t queue, struct goro_g **made);

/* glist.c */
struct goro_g *goro__g_get (struct goro_p *pp);          /* a dead or new G; NULL: no memory */
void goro__g_put (struct goro_p *pp, struct goro_g *gp); /* pp may be NULL */
void goro__g_flush (struct goro_p *pp);                  /* pp's lists to the central one */
uint64_t goro__new_id (struct goro_p *pp);
void goro__g_fork_lock (void);
void goro__g_fork_unlock (void);

/* processor.c.  */
void goro__p_init (uint32_t procs);
uint32_t goro__procs_from_environment (void);
void goro__p_idle_put (struct goro_p *pp);               /* sched.lock held */
struct goro_p *goro__p_idle_get (struct goro_p *wish);   /* sched.lock held; NULL: none */
void goro__p_wire (struct goro_m *mp, struct goro_p *pp);
struct goro_p *goro__p_unwire (struct goro_m *mp);
void goro__p_handoff (struct goro_p *pp);                /* give away a P that nobody holds */
void goro__p_retire (struct goro_p *pp);                 /* empties a P of too high a number */
static inline bool goro__p_surplus (struct goro_p *pp)
{
  /* Relaxed: who sees the old number gets another chance at its next schedule.  */
  return pp->id >= atomic_load_explicit (&goro__sched.procs, memory_order_relaxed);
}

/* Differs after each schedule, nearly always: sched_tick alone stays where run-next inherits the slice.  */
static inline uint32_t goro__p_schedules (struct goro_p *pp)
{
  return *(volatile uint32_t *) &pp->sched_tick - *(volatile uint32_t *) &pp->countdown;
}

/* machine.c.  */
struct goro_m *goro__m_new (void);                       /* registers an M; no thread yet */
void goro__m_forget (struct goro_m *mp);                 /* mp is nobody's any more */
void goro__m_attach (struct goro_m *mp);                 /* mp is this thread */
void goro__m_start (struct goro_p *pp, bool spinning);   /* an M for pp: idle, new, or the monitor's job */
void goro__m_start_pending (void);                       /* on a thread's stack */
struct goro_m *goro__m_idle_get (void);                  /* sched.lock held */
void goro__m_give (struct goro_m *mp, struct goro_p *pp, bool spinning);
void goro__m_wait (struct goro_m *mp);                   /* until somebody gives mp a P, which is wired */
void goro__m_stop (struct goro_m *mp);                   /* idle until given a P, which is wired */
_Noreturn void goro__m_end (struct goro_m *mp);          /* the thread ends; mp has no P */
void goro__wake_slow (struct goro_p *waker);
void goro__wake_result (struct goro_m *mp, bool found);  /* mp->waker is not NULL */

/* Make an idle P look for work if there is one and nobody looks yet.  */
static inline void goro__wake (struct goro_p *waker)
{
  /* Relaxed: the caller has published work and passed a full fence since; an M
     that stops looking decrements spinning and then looks at every queue again.  */
  if (atomic_load_explicit (&goro__sched.idle_ps, memory_order_relaxed) != 0
      && atomic_load_explicit (&goro__sched.spinning, memory_order_relaxed) == 0)
    goro__wake_slow (waker);
}

/* findwork.c: blocks until mp, which holds a P, has a goroutine to run.  */
struct goro_g *goro__find_work (struct goro_m *mp);
/* Is anything queued?  next_only: in run-next slots only.  */
bool goro__work_anywhere (bool *next_only);
/* The slow path before a schedule: attention, timers, the global queue.  */
struct goro_g *goro__schedule_service (struct goro_m *mp, struct goro_p *pp);

/* yield.c: gp goes to the end of the queue; answers 0.  */
uintptr_t goro__yield_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c);

/* park.c.  */
void goro__leave_p (struct goro_m *mp);                  /* in foreign code: give the P up now */

/* monitor.c.  */
void goro__monitor_start (void);
void goro__monitor_wake (void);
void goro__preempt (struct goro_p *pp);
/* async.c: a signal has come where context says.  */
void goro__async_interrupted (struct goro_m *mp, void *context);
extern bool goro__debug_asyncpreemptoff;
/* deadlock.c: with every P idle; dies, or answers when to look again.  */
int64_t goro__check_deadlock (void);

/* observe/.  */
void goro__debug_init (void);
extern int goro__debug_schedtrace; /* milliseconds, or 0 */
void goro__schedtrace (int64_t now);

/* foreign/signal.c.  */
void goro__signal_init (void);
void goro__signal_stack (struct goro_m *mp);
void goro__signal_stack_free (struct goro_m *mp);

/* The runtime wants sig for itself; the program's handler is called through pass_on.  */
void goro__signal_reserve (int sig, void (*handler) (int, siginfo_t *, void *));
void goro__signal_pass_on (int sig, siginfo_t *info, void *context);
bool goro__signal_handled (int sig); /* by the program */

/* foreign/interrupt.c: stops mp's thread for a moment.  mp cannot end meanwhile (sched.lock or retake_lock held).  */
enum { GORO_INTERRUPT_SCAN = 1, GORO_INTERRUPT_PREEMPT = 2 };
void goro__interrupt_init (void);
void goro__interrupt (struct goro_m *mp, uint32_t why);
/* A handler of the program's is about to return to context: if it has interrupted a system call, that is to stay so.  */
void goro__interrupt_note (void *context);

/* foreign/thread.c.  */
void goro__adopt_init (void);
void goro__adopt_end (struct goro_m *mp);                /* mp is this thread, adopted until now */

/* sched/fork.c.  */
void goro__fork_init (void);

#endif
