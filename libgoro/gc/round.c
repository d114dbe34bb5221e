/* SPDX-License-Identifier: MIT */
/* Rounds: each P does something once, and nothing is stopped.

   goro__gc.action is written, then goro__gc.round is raised; pp->gc_round says of which round pp has done its part.  A part is done

     - by the M that has pp, at its next safepoint: in goro__schedule, between goroutines; in a check's slow path; in the slow path of an
       allocation.  There the goroutine's context is saved, and no store of it is half done;
     - by the collector's thread, for a P that is idle or retired, under sched.lock, without which nobody takes it;
     - by the collector's thread, for a P whose M is in foreign code, under the M's retake_lock.  Against the M's return the collector does what
       the monitor does (sched/monitor.c): retake = 1, a barrier in all threads, fseq is what it was.  Then the M finds retake set when it
       comes back, and waits for the lock.

   A P on its way from one to another (state BUSY, no M yet, or an M that has not noticed) is looked at again.

   Stacks.  gp->gc_scan is claimed by compare and swap from a number of an older cycle to 2*cycle+1; who has claimed it scans and
   stores 2*cycle+2.  Until then gp may not begin to run, may not come back from foreign code, and its stack may not be moved:

     - to run, it has to pass goro__gc_before_run: each P that has done its part of the round STACKS has gc_scanning set, and attention
       stays set with it, so that goro_yield has no fast path.  A P that has not done its part may run an unscanned goroutine; it is scanned
       when the part is done.
     - a goroutine that has lost its P in foreign code passes goro__gc_before_return once it has another;
     - goro_stack_shrink_parked sets gp->moving and then looks at gc_scan, we look at moving after the claim.

   So after the round every goroutine that runs has been scanned, and goro__gc_scan_others scans all that do not run.  One that it leaves
   out, because it is between foreign code and its new P, is scanned by that P before the P does its part of the next round.

   Locks: retake_lock before sched.lock; what scanning and marking take ranks higher.

   General registers only: reached from stack checks.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/barrier.h"
#include "gc/cycle.h"
#include "gc/hooks.h"
#include "gc/pacer.h"
#include "gc/queue.h"
#include "gc/round.h"
#include "gc/slice.h"
#include "gc/stress.h"
#include "os/syscall.h"
#include "sched/runq.h"
#include "stack/shrink.h"
#include "stack/stack.h"

#pragma GCC optimize ("O2")

/* ns: the collector's thread looks again; a goroutine that has not come calls nothing, perhaps.  */
enum { LOOK = 50000, PATIENCE = 100000 };

static _Atomic uint32_t answers;  /* a futex: Ps that have done their part while ... */
static _Atomic bool waiting;      /* ... the collector's thread waits for that */

_Atomic uint64_t goro__gc_pauses[GORO_GC_PAUSES];
_Atomic uint64_t goro__gc_longest_pause;

/* --- Claims --------------------------------------------------------------------------------------- */

static bool claim (struct goro_g *gp)
{
  uint32_t doing = 2 * atomic_load (&goro__gc.cycle) + 1;
  uint32_t old = atomic_load (&gp->gc_scan);
  bool claimed = old < doing && atomic_compare_exchange_strong (&gp->gc_scan, &old, doing);
  goro__gc_point ();
  return claimed;
}

static void release (struct goro_g *gp)
{
  goro__gc_point ();
  /* Release: what the scan has read comes before what gp does next.  */
  atomic_store_explicit (&gp->gc_scan, 2 * atomic_load (&goro__gc.cycle) + 2, memory_order_release);
}

/* Somebody else has claimed gp: until it is done.  */
static void wait_for (struct goro_g *gp)
{
  for (int spins = 0; (atomic_load_explicit (&gp->gc_scan, memory_order_acquire) & 1) != 0; spins++) {
    if (atomic_load (&gp->gc_scan) == GORO_GC_NO_STACK)
      return;
    if (spins < 100)
      goro__cpu_pause ();
    else
      goro__syscall1 (SYS_sched_yield, 0);
  }
}

/* gccheckmark: nobody begins to run.  */
static _Atomic uint32_t stopping;

static void stand_still (void)
{
  while (__builtin_expect (atomic_load (&stopping) != 0, false)) {
    /* Who stands still before the round has begun, or with a P that was just handed over, has not done its part, and the collector waits
       for that.  */
    struct goro_p *pp = goro__getp ();
    if (pp != NULL)
      goro__gc_safepoint (pp, NULL);
    goro__os_sleep (20000);
  }
}

/* gp, claimed, has been scanned from sp up; now: see stack/shrink.h.  */
static void scanned (struct goro_g *gp, uintptr_t sp, int64_t now)
{
  /* Relaxed: a sum.  */
  atomic_fetch_add_explicit (&goro__gc_pacer.scanning_stacks, gp->hi - sp, memory_order_relaxed);
  goro__stack_scanned (gp, sp, now);
}

void goro__gc_before_run (struct goro_g *gp)
{
  stand_still ();
  if (claim (gp)) {
    goro__gc_scan_stack (gp);
    scanned (gp, gp->sp, 0);
    release (gp);
  } else
    wait_for (gp);
}

static void scan_foreign_call (struct goro_m *mp, struct goro_g *gp)
{
  goro__gc_scan_foreign (mp, gp);
  scanned (gp, mp->foreign_sp - GORO_FOREIGN_FRAME, 0);
}

void goro__gc_before_return (struct goro_m *mp, struct goro_g *gp)
{
  stand_still ();
  if (claim (gp)) {
    scan_foreign_call (mp, gp);
    release (gp);
  } else
    wait_for (gp);
}

void goro__gc_born (struct goro_g *gp)
{
  /* Its arguments.  They are at most what fits a first stack, or a large one was made for them.  */
  goro__gc_shade_range ((const void *) gp->sp, gp->hi - gp->sp);
  /* Acquire: who sees SCAN knows that all stores are seen by the barrier.  */
  if (atomic_load_explicit (&goro__gc.phase, memory_order_acquire) >= GORO_GC_SCAN)
    /* Relaxed: published with gp.  */
    atomic_store_explicit (&gp->gc_scan, 2 * atomic_load (&goro__gc.cycle) + 2, memory_order_relaxed);
}

/* --- A P's part ------------------------------------------------------------------------------------- */

/* mp: whose foreign call gp is in, or NULL.  */
static void part (struct goro_p *pp, struct goro_g *gp, struct goro_m *mp)
{
  /* Acquire: action, phase and __goro_marking are at least of this round.  */
  uint32_t round = atomic_load_explicit (&goro__gc.round, memory_order_acquire);
  switch (atomic_load_explicit (&goro__gc.action, memory_order_relaxed)) {
  case GORO_GC_NOTHING:
    break;
  case GORO_GC_BLACKEN:
    goro__gc_flush (pp, false);
    goro__heap_blacken (pp);
    break;
  case GORO_GC_STACKS:
    pp->gc_scanning = true;
    atomic_store (&pp->attention, 1);
    if (gp != NULL && mp != NULL)
      goro__gc_before_return (mp, gp);
    else if (gp != NULL)
      goro__gc_before_run (gp);
    break;
  case GORO_GC_FLUSH:
    pp->gc_scanning = false;
    goro__gc_flush (pp, true);
    break;
  case GORO_GC_DISCARD:
    pp->gc_scanning = false;
    goro__gc_flush (pp, false);
    break;
  case GORO_GC_STOP:
    pp->gc_scanning = true;
    atomic_store (&pp->attention, 1);
    if (gp != NULL && mp == NULL) {
      atomic_store (&gp->gc_stopped, true);
      atomic_store_explicit (&pp->gc_round, round, memory_order_release);
      stand_still ();
      atomic_store (&gp->gc_stopped, false);
      return;
    }
    break;
  case GORO_GC_SWEEP:
    goro__heap_sweep_cached (pp);
    break;
  }
  goro__gc_point ();
  /* Release: the collector, seeing it, sees what was done.  */
  atomic_store_explicit (&pp->gc_round, round, memory_order_release);
}

void goro__gc_note_pause (uint64_t took)
{
  /* Relaxed, all: statistics.  */
  unsigned bucket = (unsigned) took;
  if (took >= 4) {
    unsigned log = 63 - (unsigned) __builtin_clzll (took);
    bucket = 4 * (log - 1) + (unsigned) (took >> (log - 2)) % 4;
  }
  atomic_fetch_add_explicit (&goro__gc_pauses[bucket < GORO_GC_PAUSES ? bucket : GORO_GC_PAUSES - 1], 1,
                             memory_order_relaxed);
  uint64_t longest = atomic_load_explicit (&goro__gc_longest_pause, memory_order_relaxed);
  while (took > longest
         && !atomic_compare_exchange_weak_explicit (&goro__gc_longest_pause, &longest, took, memory_order_relaxed,
                                                    memory_order_relaxed))
    continue;
}

void goro__gc_safepoint (struct goro_p *pp, struct goro_g *gp)
{
  if (!goro__gc_wants (&pp->gc_round))
    return;
  int64_t start = goro__nanotime ();
  part (pp, gp, NULL);
  /* Seq_cst: either the collector's thread sees the part done, or we see that it waits.  */
  atomic_thread_fence (memory_order_seq_cst);
  if (atomic_load_explicit (&waiting, memory_order_relaxed)) {
    atomic_fetch_add (&answers, 1);
    goro__futex_wake (&answers, 1);
  }
  goro__gc_note_pause ((uint64_t) (goro__nanotime () - start));
}

/* --- The collector's side ----------------------------------------------------------------------------- */

/* Asks pp's M to come to a safepoint: at the next schedule or the next check.  As goro__preempt, but the goroutine goes on
   afterwards.  */
static void ask (struct goro_p *pp, struct goro_m *mp, bool impatient)
{
  atomic_store (&pp->attention, 1);
  goro__lock (&mp->retake_lock, GORO_RANK_RETAKE);
  struct goro_g *gp = mp->curg;
  if (mp->p == pp && mp->tcb_guard != NULL && gp != NULL) {
    gp->guard = GORO_GUARD_PREEMPT;
    uintptr_t *guard = mp->tcb_guard;
    uintptr_t old = *(volatile uintptr_t *) guard;
    /* 0 stays: the thread's stack; the way back to the goroutine loads gp->guard.  */
    if (old != 0)
      __atomic_compare_exchange_n (guard, &old, GORO_GUARD_PREEMPT, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    /* sched/async.c */
    if (impatient && old != 0 && !goro__debug_asyncpreemptoff)
      goro__interrupt (mp, GORO_INTERRUPT_PREEMPT);
  }
  goro__unlock (&mp->retake_lock);
}

/* True if pp's part is done: mp is in foreign code and was kept there.  */
static bool in_foreign (struct goro_p *pp, struct goro_m *mp)
{
  uint32_t fseq = atomic_load (&mp->fseq);
  if ((fseq & 1) == 0)
    return false;
  bool done = false;
  goro__lock (&mp->retake_lock, GORO_RANK_RETAKE);
  if (mp->p == pp) {
    atomic_store (&mp->retake, 1);
    goro__os_barrier ();
    goro__gc_point ();
    if (atomic_load (&mp->fseq) == fseq) {
      part (pp, mp->curg, mp);
      done = true;
    } else
      atomic_store (&mp->retake, 0);
  }
  goro__unlock (&mp->retake_lock);
  return done;
}

static bool is_done (struct goro_p *pp)
{
  if (goro__gc_wants (&pp->gc_round))
    return false;
  /* Acquire: see part.  */
  atomic_load_explicit (&pp->gc_round, memory_order_acquire);
  return true;
}

/* Does pp's part if it is idle; true if it is done.  Under sched.lock.  */
static bool look_at_idle (struct goro_p *pp)
{
  if (is_done (pp))
    return true;
  if (pp->state != GORO_P_BUSY)
    part (pp, NULL, NULL);
  return pp->state != GORO_P_BUSY;
}

/* Does pp's part if its M is in foreign code, or asks for it; true if it is done.  waited: ns since the first look; that one itself: -1.  */
static bool look_at_busy (struct goro_p *pp, int64_t waited)
{
  if (is_done (pp))
    return true;
  struct goro_m *mp = *(struct goro_m *volatile *) &pp->m;
  if (mp == NULL)
    return false;
  /* Not at once: most calls are over within a microsecond, and a barrier in all threads takes twenty from each, on a virtual machine.  */
  if (waited >= 0 && in_foreign (pp, mp))
    return true;
  ask (pp, mp, waited > PATIENCE);
  return false;
}

/* Waits for a few microseconds until all Ps have done their part.  */
static bool all_done (uint32_t count, int spins)
{
  for (uint32_t i = 0; spins > 0; spins--) {
    while (i < count && !goro__gc_wants (&atomic_load (&goro__sched.ps[i])->gc_round))
      i++;
    if (i == count)
      return true;
    goro__cpu_pause ();
  }
  return false;
}

/* Until somebody has done his part, or it is time to look again: who is in foreign code by now does not say so.  */
static void wait_for_answer (uint32_t count)
{
  uint32_t seen = atomic_load (&answers);
  atomic_store (&waiting, true);
  if (!all_done (count, 1))
    goro__futex_wait (&answers, seen, goro__nanotime () + LOOK);
  atomic_store (&waiting, false);
}

void goro__gc_round (enum goro_gc_action action)
{
  goro__interrupt_init ();
  struct goro_sched *s = &goro__sched;
  atomic_store (&goro__gc.action, action);
  goro__gc_point ();
  atomic_fetch_add (&goro__gc.round, 1);
  for (int64_t begun = 0, waited = -1; ; waited = goro__nanotime () - begun) {
    goro__gc_alive ();
    uint32_t count = atomic_load (&s->p_count), left = 0;
    goro__lock (&s->lock, GORO_RANK_SCHED);
    for (uint32_t i = 0; i < count; i++)
      if (!look_at_idle (atomic_load (&s->ps[i])))
        left++;
    goro__unlock (&s->lock);
    if (left == 0)
      break;
    left = 0;
    for (uint32_t i = 0; i < count; i++)
      if (!look_at_busy (atomic_load (&s->ps[i]), waited))
        left++;
    if (left == 0)
      break;
    /* Nearly all come to a check before this thread could sleep and wake.  On a processor of its own it does not sleep for some 50 us: to be woken
       takes ten from a goroutine.  Asked again: a request may meet a goroutine that is just leaving.  */
    if (!all_done (count, !goro__gc_crowded () ? 3000 : waited < 0 ? 200 : 1))
      wait_for_answer (count);
    if (waited < 0)
      begun = goro__nanotime ();
  }
  if (action == GORO_GC_BLACKEN)
    goro__heap_blacken_shared ();
  else if (action == GORO_GC_SWEEP)
    goro__heap_sweep_cached_shared ();
  /* Later it is enough that a thread without a P shades at once, and counts as working meanwhile.  */
  if (action == GORO_GC_BLACKEN || action == GORO_GC_NOTHING || action == GORO_GC_STACKS)
    goro__gc_scan_threads ();
}

void goro__gc_stop (void)
{
  atomic_store (&stopping, 1);
  goro__gc_round (GORO_GC_STOP);
}

void goro__gc_go (void)
{
  atomic_store (&stopping, 0);
}

/* --- Goroutines that do not run -------------------------------------------------------------------------- */

static _Atomic bool others_taken; /* guards the two below, and what stack/compact.c has; nobody waits for it */
static struct goro_g_cursor others_at;
static int64_t others_begun;

static void scan_waiting (struct goro_g *gp)
{
  /* Acquire: the fields below are of that state or a later one.  */
  uint32_t status = atomic_load_explicit (&gp->status, memory_order_acquire);
  if (status != GORO_G_RUNNABLE && (status != GORO_G_WAITING || gp->thread_mode))
    return;
  struct goro_m *mp = gp->bound_m;
  if (status == GORO_G_RUNNABLE && mp != NULL && atomic_load (&mp->curg) == gp && atomic_load (&mp->retake) != 0)
    return; /* on its way back from foreign code: scan_foreign, or its M, sees to it */
  if (!claim (gp))
    return;
  /* Whoever moves it now has begun before the claim, and wakers wait for him.  */
  while (atomic_load (&gp->moving) != 0)
    goro__cpu_pause ();
  goro__gc_scan_stack (gp);
  scanned (gp, gp->sp, status == GORO_G_WAITING ? others_begun : 0);
  release (gp);
}

/* Goroutines in foreign code whose Ms have lost their P.  */
static void scan_foreign (void)
{
  struct goro_sched *s = &goro__sched;
  static struct goro_m **ms;
  static uint32_t room;
  uint32_t count = 0;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  if (s->m_count > room) {
    room = 2 * s->m_count + 16;
    ms = goro__heap_meta (room * sizeof *ms);
  }
  for (struct goro_m *mp = s->all_m; mp != NULL; mp = mp->all_link)
    ms[count++] = mp;
  goro__unlock (&s->lock);
  for (uint32_t i = 0; i < count; i++) {
    struct goro_m *mp = ms[i];
    goro__lock (&mp->retake_lock, GORO_RANK_RETAKE);
    /* Without a P and with retake set it comes back by the slow path only: the lock is in its way, or, past it,
       goro__gc_before_return.  */
    struct goro_g *gp = mp->curg;
    if (!mp->adopted && mp->p == NULL && atomic_load (&mp->retake) != 0 && gp != NULL && claim (gp)) {
      scan_foreign_call (mp, gp);
      release (gp);
    }
    goro__unlock (&mp->retake_lock);
  }
}

/* By one at a time: compaction is.  */
static enum goro_gc_left scan_step (uint64_t bytes, int64_t until)
{
  struct goro_g *gp, *end;
  /* Acquire: what the last one did is seen.  */
  if (atomic_exchange_explicit (&others_taken, true, memory_order_acquire))
    return GORO_GC_OTHERS;
  bool more = true;
  /* Few at a time: to move one to a small stack takes a microsecond.  */
  for (uint64_t done = 0; done < bytes && (more = goro__g_next (&others_at, 2, &gp, &end)); done += 2048) {
    for (; gp < end; gp = (struct goro_g *) ((uintptr_t) gp + GORO_G_SIZE))
      scan_waiting (gp);
    if (until != 0 && goro__nanotime () >= until)
      break;
  }
  atomic_store_explicit (&others_taken, false, memory_order_release);
  return more ? GORO_GC_MORE : GORO_GC_OVER;
}

void goro__gc_scan_others (void)
{
  others_begun = goro__nanotime ();
  others_at = (struct goro_g_cursor) { 0 };
  scan_foreign ();
  goro__gc_do_all (scan_step);
}
