/* SPDX-License-Identifier: MIT */
/* Goroutines that call nothing: stopped by a signal where they are.

   The monitor asks a goroutine that has had its time to yield at its next check.  If it has not come to one when the monitor
   looks again, its thread gets a signal (foreign/interrupt.c), and so it does when a round of the collector waits for it.  The
   handler is the safepoint: everything of the goroutine is in the signal's frame and comes back by itself when the handler returns,
   flags and vector registers too.  To yield, the handler gives the P away and sleeps until somebody brings one for its goroutine,
   which is bound to this thread meanwhile.  So the code that was interrupted may hold the thread pointer, or the address of a
   thread-local variable, in any register.

   Rejected: saving the context and resuming the goroutine on any thread.  It needs all ranges in which the thread pointer is held, room for
   a frame below the red zone, and saves a thread switch every 10 ms.

   Only code that the plugin compiled is interrupted (goro__compiled), so nothing of the runtime is half done and no lock is held, and
   not between the barrier and its store (goro__uninterruptible).  Prologues and epilogues may be: the stack is read as
   words, from the red zone up, and is not moved: gp->context says so.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include "gc/hooks.h"
#include "sched/runq.h"
#include "stack/maps.h"
#include "stack/stack.h"

bool goro__debug_asyncpreemptoff;

static bool work_waits (struct goro_p *pp)
{
  return !goro__runq_empty (pp) || atomic_load (&goro__sched.global_count) != 0 || goro__p_surplus (pp)
         || atomic_load (&pp->timer_when) <= goro__nanotime ();
}

static void yield (struct goro_m *mp, struct goro_g *gp)
{
  gp->preempt = false;
  gp->guard = goro__g_guard (gp->lo);
  if (!work_waits (mp->p))
    return;
  struct goro_p *pp = goro__p_unwire (mp);
  gp->bound_m = mp;
  atomic_store (&gp->status, GORO_G_RUNNABLE);
  goro__global_put (gp);
  goro__p_handoff (pp);
  goro__m_wait (mp);
  gp->bound_m = mp->tied_g == gp ? mp : NULL;
  atomic_store (&gp->status, GORO_G_RUNNING);
  /* Not as soon as objects are marked: before the round of SCAN what it allocates may still be white, and nobody would scan it again.  */
  if (mp->p->gc_scanning)
    goro__gc_before_run (gp);
}

void goro__async_interrupted (struct goro_m *mp, void *context)
{
  uintptr_t guard = goro__guard_get (), pc = goro__fault_pc (context), sp = goro__fault_sp (context);
  struct goro_g *gp = mp->curg;
  if (guard == 0 || goro__in_foreign (mp) || mp->in_signal != 0 || mp->p == NULL || gp == NULL
      || sp < gp->lo || sp >= gp->hi)
    return;
  /* It may hold locks, as long as we do not know where it is: no waiting.  */
  if (!goro__modules_try_hold ())
    return; /* asked again */
  bool good = goro__compiled (pc) && !goro__uninterruptible (pc);
  goro__modules_release ();
  if (!good)
    return;
  goro__guard_set (0);
  mp->in_signal++;
  mp->signal_guard = guard;
  mp->signal_sp = sp;
  gp->sp = sp;
  gp->context = context;
  if (goro__gc_safepoint != NULL)
    goro__gc_safepoint (mp->p, gp);
  if (gp->preempt)
    yield (mp, gp);
  gp->context = NULL;
  mp->in_signal--;
  goro__guard_set (gp->guard);
}
