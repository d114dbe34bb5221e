/* SPDX-License-Identifier: MIT */
/* The collector's thread, which drives the cycles (gc.h), and those who ask for one.

   The thread is made by the first who wants a cycle.  It sleeps on `wanted' while no cycle is asked for beyond the one it has begun last.
   It has no P and no goroutine.  It marks besides driving, and sweeps afterwards.

   cycle_lock is held by the thread from the beginning of a cycle to the end of its sweeping, so that a fork does not come in between
   (sched/fork.c): the child has no such thread, and makes one when it wants one.

   wait_lock guards the list of goroutines that wait for a cycle to be done, and `done', the last one that is.  */
#define _GNU_SOURCE
#include <stdlib.h>

#include "gc/cycle.h"
#include "gc/hooks.h"
#include "gc/pacer.h"
#include "gc/queue.h"
#include "gc/round.h"
#include "gc/slice.h"
#include "gc/special.h"
#include "gc/stress.h"
#include "goro.h"
#include "os/syscall.h"
#include "sched/runq.h"
#include "stack/compact.h"
#include "sync/queue.h"

_Atomic int64_t goro__gc_assist_time, goro__gc_idle_time;

static struct goro_lock cycle_lock, wait_lock, start_lock;
static _Atomic uint32_t wanted;    /* the cycle that somebody wants; a futex */
static _Atomic uint32_t forced[2]; /* Those asked for by name, one place for odd numbers and one for even ones: there are
                                      never more than two, the one that runs and the next */
static _Atomic uint32_t done;      /* the last one that is swept */
static _Atomic bool thread_runs;
static void *waiting_head, *waiting_tail; /* wait_lock */
static uint64_t black_begin;       /* allocated when the cycle began */

/* What an idle P marks at once: long enough to pay, short enough to look around.  */
enum { IDLE_SLICE = 1 << 15 };

_Atomic uint32_t goro__gc_lives;
static _Atomic uint32_t seen_alive; /* goro__gc_lives, when somebody last saw a new value of it */
static _Atomic int64_t seen_at;     /* and the time then, or when the thread was last woken */

static int64_t thread_time (void)
{
  struct timespec ts;
  goro__syscall2 (SYS_clock_gettime, 3 /* CLOCK_THREAD_CPUTIME_ID */, &ts);
  return (int64_t) ts.tv_sec * 1000000000 + ts.tv_nsec;
}

/* Others are at work: what they have too much comes to the shared queue.  For a moment; true if it has come.  */
static bool beg (int spins)
{
  struct goro_gc_marker *m = &goro__gc_marker;
  atomic_fetch_add (&m->hungry, 1);
  while (spins-- > 0 && atomic_load (&m->shared) == NULL && atomic_load (&m->active) != 0)
    goro__cpu_pause ();
  atomic_fetch_sub (&m->hungry, 1);
  return atomic_load (&m->shared) != NULL;
}

/* --- A cycle ------------------------------------------------------------------------------------------- */

/* Ps that had nothing to do when they last looked do not look again by themselves.  */
static void share (struct goro_gc_worker *w)
{
  /* Relaxed, both: hints.  */
  if (atomic_load_explicit (&goro__sched.idle_ps, memory_order_relaxed) == 0)
    return;
  if (atomic_load_explicit (&goro__gc_marker.shared, memory_order_relaxed) == NULL) {
    if (w->first == NULL && w->in_count < 4)
      return;
    goro__gc_give (w);
  }
  goro__wake (NULL);
}

/* In MARK: the job is out in no other phase.  */
static enum goro_gc_left mark_step (uint64_t bytes, int64_t until)
{
  struct goro_gc_worker w;
  goro__gc_work_begin (&w);
  w.until = until;
  uint64_t some = goro__gc_mark (&w, bytes);
  goro__gc_work_end (&w);
  atomic_fetch_add (&goro__gc_pacer.credit, (int64_t) some);
  goro__gc_pace_assists ();
  if (some != 0)
    return GORO_GC_MORE;
  /* What others work on may lead to more.  */
  uint32_t takes = 0;
  return goro__gc_quiet (&takes) ? GORO_GC_OVER : GORO_GC_OTHERS;
}

/* Marks until nothing is queued.  */
static void drain (void)
{
  struct goro_gc_worker w;
  uint64_t some;
  do {
    if (goro__gc_delegate (mark_step))
      return;
    goro__gc_work_begin (&w);
    while ((some = goro__gc_mark (&w, GORO_GC_SLICE)) != 0) {
      goro__gc_tell (&w);
      atomic_fetch_add (&goro__gc_pacer.credit, (int64_t) some);
      goro__gc_pace_assists ();
      goro__gc_alive ();
      share (&w);
      if (goro__gc_may_delegate ())
        break;
    }
    goro__gc_work_end (&w);
  } while (some != 0);
}

/* Until everything that can be reached is marked (gc.h).  */
static uint32_t mark_all (void)
{
  for (uint32_t rounds = 0; ; ) {
    goro__gc_alive ();
    drain ();
    uint32_t takes = 0;
    if (!goro__gc_quiet (&takes)) {
      /* Who works, perhaps has to give way to this thread.  */
      if (!beg (200) && goro__gc_crowded ())
        goro__os_sleep (10000);
      continue;
    }
    goro__gc_point ();
    goro__gc_round (GORO_GC_FLUSH);
    goro__gc_point ();
    rounds++;
    if (!goro__gc_quiet (&takes))
      continue;
    /* What foreign code has in its registers and nobody else.  */
    goro__gc_scan_threads ();
    if (goro__gc_quiet (&takes)) {
      /* Weak pointers that are being made strong count as work, and see the gate or are seen here.  */
      atomic_store (&goro__weak_gate, GORO_WEAK_CLOSING);
      bool over = goro__gc_quiet (&takes);
      atomic_store (&goro__weak_gate, over ? GORO_WEAK_CLOSED : GORO_WEAK_OPEN);
      if (over)
        return rounds;
    }
  }
}

/* The cycle that begins next, from now on asked for by name.  With wait_lock held its end, at which that is looked at (is_forced), has
   not been; without it the cycle may be counted as one that nobody asked for.  */
static uint32_t force (void)
{
  uint32_t cycle = atomic_load (&goro__gc.cycle) + 1;
  atomic_store (&forced[cycle % 2], cycle);
  return cycle;
}

static bool is_forced (uint32_t cycle)
{
  goro__lock (&wait_lock, GORO_RANK_SYNC);
  bool is = atomic_load (&forced[cycle % 2]) == cycle;
  goro__unlock (&wait_lock);
  return is;
}

static void collect (void)
{
  struct goro_gc *gc = &goro__gc;
  struct goro_gc_times t = { 0 };
  goro__heap_sweep_rest ();
  int64_t cpu = thread_time ();
  t.begin = goro__nanotime ();
  goro__gc_slices_begin (t.begin);
  t.heap_begin = atomic_load (&goro__gc_pacer.live) + atomic_load (&goro__gc_pacer.allocated);
  t.goal = atomic_load (&goro__gc_pacer.goal);
  black_begin = atomic_load (&goro__gc_pacer.allocated);
  atomic_store (&goro__gc_pacer.scanning_stacks, 0);
  atomic_store (&goro__gc_marker.marked, 0);
  atomic_store (&goro__gc_marker.scanned, 0);
  atomic_store (&goro__gc_assist_time, 0);
  atomic_store (&goro__gc_idle_time, 0);
  goro__gc_pace_assists ();

  atomic_fetch_add (&gc->cycle, 1);
  atomic_store (&gc->phase, GORO_GC_ENABLE);
  goro__gc_point ();
  atomic_store (&__goro_marking, 1);
  goro__gc_point ();
  goro__gc_round (GORO_GC_BLACKEN);
  /* Two who store in one place at the same time, one of them without a barrier yet: the other's barrier has seen what was there before both, and
     what the first has stored shall be scanned or shaded before the second covers it.  So no stack is scanned before that has happened.  */
  goro__gc_round (GORO_GC_NOTHING);
  t.enabled = goro__nanotime ();

  atomic_store (&gc->phase, GORO_GC_SCAN);
  goro__gc_round (GORO_GC_STACKS);
  goro__gc_point ();
  goro__gc_scan_others ();
  goro__gc_point ();
  goro__gc_scan_roots ();
  atomic_store (&goro__gc_pacer.stacks, atomic_load (&goro__gc_pacer.scanning_stacks));
  t.scanned = goro__nanotime ();

  atomic_store (&gc->phase, GORO_GC_MARK);
  goro__wake (NULL);
  t.flushes = mark_all ();
  if (goro__debug_gccheckmark)
    goro__gc_check ();
  t.marked = goro__nanotime ();

  atomic_store (&__goro_marking, 0);
  goro__gc_point ();
  atomic_store (&gc->phase, GORO_GC_OFF);
  goro__gc_round (GORO_GC_DISCARD);
  /* Threads without a P that shade something count as working: see goro__gc_shade_range.  What they shade is marked.  */
  while (atomic_load (&goro__gc_marker.active) != 0)
    goro__cpu_pause ();
  t.assist_cpu = atomic_load (&goro__gc_assist_time);
  t.idle_cpu = atomic_load (&goro__gc_idle_time);
  t.slice_cpu = atomic_load (&goro__gc_slice_time);
  t.heap_end = t.heap_begin + (atomic_load (&goro__gc_pacer.allocated) - black_begin);
  goro__gc_pace_end (&t, atomic_load (&goro__gc_marker.marked));
  t.live = atomic_load (&goro__gc_pacer.live);
  goro__heap_sweep_begin ();
  /* From here on a span's generation says whether its mark bits are of this cycle.  */
  atomic_store (&goro__weak_gate, GORO_WEAK_OPEN);
  goro__gc_point ();
  goro__gc_round (GORO_GC_SWEEP);
  t.end = goro__nanotime ();
  t.collector_cpu = thread_time () - cpu + t.slice_cpu;
  t.forced = is_forced (atomic_load (&gc->cycle));
  goro__gc_note (&t);
  if (goro__debug_gctrace != 0)
    goro__gc_trace (atomic_load (&gc->cycle), &t);
}

/* Lets those go who wait for a cycle up to the present one.  */
static void finish (void)
{
  uint32_t cycle = atomic_load (&goro__gc.cycle);
  struct goro_sudog *ready = NULL, *left = NULL, **ready_end = &ready, **left_end = &left;
  goro__lock (&wait_lock, GORO_RANK_SYNC);
  atomic_store (&done, cycle);
  for (struct goro_sudog *sg = waiting_head, *next; sg != NULL; sg = next) {
    next = sg->next;
    sg->next = NULL;
    struct goro_sudog ***end = (int32_t) (cycle - sg->case_index) >= 0 ? &ready_end : &left_end;
    **end = sg;
    *end = &sg->next;
  }
  waiting_head = waiting_tail = NULL;
  while (left != NULL) {
    struct goro_sudog *next = left->next;
    goro__queue_put (&waiting_head, &waiting_tail, left);
    left = next;
  }
  goro__unlock (&wait_lock);
  uint32_t count = 0;
  for (struct goro_sudog *sg = ready; sg != NULL; sg = sg->next)
    count++;
  goro__queue_ready_all (ready);
  if (count != 0)
    atomic_fetch_sub (&goro__external_pending, count);
  /* Those who were let go may all wait again by now, and the monitor have looked before this.  */
  goro__monitor_wake ();
}

/* With nothing to collect: what has been free for a while goes back to the system, in small portions.  Answers
   when to look again.  */
static int64_t give_back (int64_t *next)
{
  const int64_t second = 1000000000;
  int64_t now = goro__nanotime ();
  if (*next == 0)
    *next = now + second;
  else if (now >= *next) {
    goro__heap_tick ();
    goro__heap_scavenge ((uint64_t) 64 << 20, 3);
    *next = now + second;
  }
  if (goro__heap_free_resident () >= (uint64_t) 1 << 20)
    return *next;
  *next = 0;
  return GORO_FOREVER;
}

static enum goro_gc_left sweep_step (uint64_t bytes, int64_t until)
{
  for (uint64_t spans = bytes / GORO_PAGE; spans > 0; spans--) {
    if (!goro__heap_sweep_one ())
      return GORO_GC_OVER;
    if (until != 0 && goro__nanotime () >= until)
      break;
  }
  return GORO_GC_MORE;
}

static void collector_main (void *unused)
{
  int64_t look = 0, again = 0;
  (void) unused;
  goro__syscall2 (SYS_prctl, 29 /* PR_SET_TIMERSLACK */, 1);
  for (;;) {
    uint32_t cycle = atomic_load (&goro__gc.cycle), want = atomic_load (&wanted);
    if ((int32_t) (want - cycle) <= 0) {
      goro__futex_wait (&wanted, want, goro__debug_gcloop != 0 ? again : give_back (&look));
      if (goro__debug_gcloop == 0 || goro__nanotime () < again)
        continue;
    }
    int64_t cpu = thread_time ();
    goro__lock (&cycle_lock, GORO_RANK_PROCS);
    collect ();
    goro__gc_do_all (sweep_step);
    goro__heap_sweep_rest ();
    goro__stack_compact_end ();
    goro__unlock (&cycle_lock);
    /* All Ps' slices: their part of the time.  */
    goro__gc_pace_rest (thread_time () - cpu + atomic_load (&goro__gc_slice_time) / atomic_load (&goro__sched.procs));
    goro__finalizer_run ();
    finish ();
    again = goro__nanotime () + goro__debug_gcloop * (int64_t) 1000;
  }
}

/* --- Who asks for one ------------------------------------------------------------------------------------ */

void goro__gc_init (void)
{
  static _Atomic bool made;
  if (atomic_load_explicit (&made, memory_order_acquire))
    return;
  goro__heap_init ();
  goro__lock (&start_lock, GORO_RANK_PROCS);
  if (!atomic_load (&made)) {
    goro__gc_pacer_init ();
    goro__heap_always_slow = goro__debug_gcstress != 0;
    atomic_store (&made, true);
  }
  goro__unlock (&start_lock);
}

/* No: there is no memory for a thread, and `must' is not set.  */
static bool start_thread (bool must)
{
  if (atomic_load (&thread_runs) || atomic_exchange (&thread_runs, true))
    return true;
  atomic_fetch_add (&goro__runtime_threads, 1);
  int error = goro__os_thread_start (collector_main, NULL, true);
  if (error != 0 && !must) {
    atomic_fetch_sub (&goro__runtime_threads, 1);
    atomic_store (&thread_runs, false);
    return false;
  }
  if (error != 0) {
    goro__os_print ("runtime: failed to create new OS thread (the collector; errno=%d)\n", error);
    goro__fatal ("newosproc");
  }
  return true;
}

bool goro__gc_busy (void)
{
  return (int32_t) (atomic_load (&wanted) - atomic_load (&done)) > 0;
}

void goro__gc_loop_start (void)
{
  goro__gc_init ();
  start_thread (true);
}

/* Cycle number `cycle' is wanted; on a thread's stack.  No: as start_thread.  */
static bool want_if (uint32_t cycle, bool must)
{
  if (!start_thread (must))
    return false;
  uint32_t old = atomic_load (&wanted);
  while ((int32_t) (cycle - old) > 0)
    if (atomic_compare_exchange_weak (&wanted, &old, cycle)) {
      /* From now on it should move.  */
      atomic_store_explicit (&seen_at, goro__nanotime (), memory_order_relaxed);
      goro__futex_wake (&wanted, 1);
      break;
    }
  return true;
}

static void want (uint32_t cycle)
{
  want_if (cycle, true);
}

static uintptr_t gc_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) a, (void) b, (void) c;
  goro__gc_init ();
  goro__lock (&wait_lock, GORO_RANK_SYNC);
  /* One that begins from now on.  It is not done before we are in the list: that takes the lock.  */
  uint32_t cycle = force ();
  /* Not a deadlock, whoever else waits.  */
  atomic_fetch_add (&goro__external_pending, 1);
  goro__queue_put (&waiting_head, &waiting_tail, goro__queue_prepare (gp, GORO_WAIT_GC, cycle));
  gp->ret = 0;
  goro__unlock (&wait_lock);
  want (cycle);
  goro__park_sys (gp);
  return 0;
}

GORO_PUBLIC void goro_gc (void)
{
  goro__call_sys (gc_sys, 0, 0, 0);
}

/* Marks for gp, which has allocated, or waits.  Answers false if there was nothing to do.  */
static bool assist (uint64_t bytes)
{
  if (!goro__gc_may_scan ())
    return false;
  if (atomic_load_explicit (&goro__gc_marker.shared, memory_order_relaxed) == NULL && !beg (50))
    return false;
  struct goro_gc_worker w;
  int64_t start = goro__nanotime ();
  goro__gc_work_begin (&w);
  bool found = goro__gc_mark (&w, bytes) != 0;
  goro__gc_work_end (&w);
  atomic_fetch_add_explicit (&goro__gc_assist_time, goro__nanotime () - start, memory_order_relaxed); /* a sum */
  return found;
}

/* An idle P has a moment.  */
bool goro__gc_help (struct goro_p *pp)
{
  if (goro__gc_wants (&pp->gc_round))
    goro__gc_safepoint (pp, NULL);
  if (!goro__gc_may_scan ())
    return false;
  if (atomic_load_explicit (&goro__gc_marker.shared, memory_order_relaxed) == NULL && !beg (200))
    return false;
  struct goro_gc_worker w;
  int64_t start = goro__nanotime ();
  goro__gc_work_begin (&w);
  uint64_t some = goro__gc_mark (&w, IDLE_SLICE);
  goro__gc_work_end (&w);
  atomic_fetch_add (&goro__gc_pacer.credit, (int64_t) some);
  atomic_fetch_add_explicit (&goro__gc_idle_time, goro__nanotime () - start, memory_order_relaxed); /* a sum */
  return some != 0;
}

/* Until cycle is done, without leaving the P: for those who are in the middle of an allocation.  */
static void wait_here (struct goro_g *gp, uint32_t cycle)
{
  while ((int32_t) (cycle - atomic_load (&done)) > 0) {
    struct goro_p *pp = goro__getp ();
    if (pp != NULL)
      goro__gc_safepoint (pp, gp);
    if ((!goro__gc_marking () || !assist (GORO_GC_SLICE)) && !(pp != NULL && goro__gc_slice (pp, true)))
      goro__os_sleep (10000);
  }
}

/* May this thread make the collector's thread, and wait for it?  */
static bool on_large_stack (void)
{
  struct goro_m *mp = goro__getm ();
  return mp != NULL && mp->in_signal == 0;
}

void goro__gc_now (struct goro_g *gp)
{
  /* What a signal's handler has interrupted may be a step of the collector's.  */
  if (!on_large_stack ())
    return;
  goro__gc_init ();
  uint32_t cycle = force ();
  if (want_if (cycle, false))
    wait_here (gp, cycle);
}

/* Has the collector's thread not moved for a millisecond, nor anybody for it?  All relaxed: a guess.  */
static bool starved (void)
{
  if (atomic_load_explicit (&goro__gc_job, memory_order_relaxed) != NULL)
    return false;
  uint32_t alive = atomic_load_explicit (&goro__gc_lives, memory_order_relaxed);
  int64_t now = goro__nanotime ();
  if (alive != atomic_load_explicit (&seen_alive, memory_order_relaxed)) {
    atomic_store_explicit (&seen_alive, alive, memory_order_relaxed);
    atomic_store_explicit (&seen_at, now, memory_order_relaxed);
    return false;
  }
  return now - atomic_load_explicit (&seen_at, memory_order_relaxed) > 1000000;
}

/* The collector's thread moves, and may want this processor.  Who slept would answer its next round late (two goroutines that allocate 512 bytes on two
   processors: 320 ns an object, and 140 like this).  */
static void step_aside (struct goro_p *pp)
{
  for (int i = 0; i < 100 && !(pp != NULL && goro__gc_wants (&pp->gc_round)); i++) {
    goro__syscall1 (SYS_sched_yield, 0);
    goro__cpu_pause ();
  }
}

/* The collector's thread has not been let onto a processor for so long that the heap is an eighth over its goal: wait for it a
   little.  (At twice the goal, the goal itself would double with each cycle as long as the machine is busy: what is born
   meanwhile counts as live.)  Without this a loop of large allocations on a busy machine takes all memory before a cycle begins.  While the thread
   moves nobody waits before the heap is GORO_GC_SLACK further, which a cycle of a small heap may take to begin.  Under a memory
   limit the goal itself is as far as it goes.  */
static void brake (struct goro_g *gp)
{
  struct goro_gc_pacer *p = &goro__gc_pacer;
  bool limited = atomic_load_explicit (&goro__heap_limit, memory_order_relaxed) != INT64_MAX;
  for (int i = 0; i < 40; i++) {
    uint64_t goal = atomic_load_explicit (&p->goal, memory_order_relaxed);
    uint64_t heap = atomic_load_explicit (&p->live, memory_order_relaxed)
                    + atomic_load_explicit (&p->allocated, memory_order_relaxed);
    if (goal > UINT64_MAX / 2 || heap < (limited ? goal : goal + goal / 8))
      return;
    bool stuck = starved ();
    if (!limited && heap < goal + goal / 8 + GORO_GC_SLACK && !stuck)
      return;
    struct goro_p *pp = goro__getp ();
    if (pp != NULL)
      goro__gc_safepoint (pp, gp);
    if (atomic_load_explicit (&goro__gc.phase, memory_order_relaxed) != GORO_GC_MARK || !assist (GORO_GC_SLICE)) {
      if (pp != NULL && gp != NULL && goro__gc_slice (pp, true))
        continue;
      if (stuck)
        goro__os_sleep (50000);
      else
        step_aside (pp);
    }
  }
}

void goro__gc_allocated (struct goro_p *pp, struct goro_g *gp, size_t bytes)
{
  struct goro_gc_pacer *p = &goro__gc_pacer;
  goro__gc_init ();
  if (pp != NULL)
    goro__gc_safepoint (pp, gp);
  uint64_t allocated = atomic_fetch_add_explicit (&p->allocated, bytes, memory_order_relaxed) + bytes; /* a sum */
  if (!on_large_stack ())
    return;
  int64_t start;
  if (__builtin_expect (goro__debug_gcstress != 0, false) && goro__gc_stress_due (&start)) {
    goro__gc_now (gp);
    goro__gc_stress_done (start);
    return;
  }
  /* With gp, compiled code has called, and no lock is held.  */
  if (pp != NULL && gp != NULL)
    goro__gc_slice_due (pp);
  if (!goro__gc_marking ()) {
    /* While a cycle is on its way, or is not swept yet, the next one would only follow at once: the sum is of before the end, perhaps.  */
    if (goro__gc_due (atomic_load_explicit (&p->live, memory_order_relaxed) + allocated)) {
      if (!goro__gc_busy ())
        want (atomic_load (&goro__gc.cycle) + 1);
      brake (gp);
    }
    return;
  }
  if (atomic_load_explicit (&goro__gc.phase, memory_order_relaxed) != GORO_GC_MARK) {
    brake (gp);
    return;
  }
  int64_t debt = (int64_t) (bytes * atomic_load_explicit (&p->ratio, memory_order_relaxed) / 256);
  int64_t credit = atomic_load_explicit (&p->credit, memory_order_relaxed);
  if (credit > 0) {
    int64_t paid = credit < debt ? credit : debt;
    atomic_fetch_sub_explicit (&p->credit, paid, memory_order_relaxed); /* a sum */
    debt -= paid;
  }
  if (debt > 0)
    assist ((uint64_t) debt);
  brake (gp);
}

/* --- fork () -------------------------------------------------------------------------------------------- */

void goro__gc_fork_lock (void)
{
  goro__lock (&cycle_lock, GORO_RANK_PROCS);
  goro__gc_roots_fork_lock ();
}

void goro__gc_fork_unlock (void)
{
  goro__gc_roots_fork_unlock ();
  goro__unlock (&cycle_lock);
}

void goro__gc_fork_child (void)
{
  atomic_store (&thread_runs, false);
  atomic_store (&wanted, atomic_load (&goro__gc.cycle));
  atomic_store (&done, atomic_load (&goro__gc.cycle));
  waiting_head = waiting_tail = NULL;
  goro__gc_slices_fork_child ();
  goro__finalizer_fork_child ();
}
