/* SPDX-License-Identifier: MIT */
/* Where goroutines keep all processors busy, the collector's thread does not compete with them: it would have a processor for a turn of the system's
   at a time, some milliseconds, for which a goroutine stands still, and so does whoever waits for it.  The thread publishes what is to be done and sleeps.  Ms
   that come by, in the slow path of an allocation or between two goroutines, do a slice of a few microseconds, and no more than a quarter of a P's
   time in all, as much as the collector has of all Ps.  Nobody changes threads for that.

   Within the first moment of a cycle the thread does it all itself: most cycles of a small heap are over by then, and to sleep and be woken
   takes longer.  Ps that seldom come by, because their goroutines hardly allocate or yield, do nothing: where slices take less than a sixteenth of the time, the thread works itself, and
   tries again later.  So the end of a cycle hangs on nobody else.

   goro__gc_job is published by the collector's thread, and withdrawn by it or by who finds nothing left to do.  Who does a slice counts in `workers' before
   he looks at the job: the thread withdraws it, and waits until nobody works.  A step takes no lock of a lower rank than those that marking and scanning take elsewhere, and never waits for the
   collector's thread.

   General registers only.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/slice.h"

#include "gc/cycle.h"
#include "gc/round.h"
#include "gc/stress.h"
#include "os/os.h"
#include "os/syscall.h"
#include "sched/state.h"

#pragma GCC optimize ("O2")

/* ns: a slice; how many slices' times pass until the next one; the thread sees whether there were enough, and whether there still are: each look takes a
   goroutine twenty microseconds; it does the work itself if not; from a cycle's beginning until others do it; who has found nothing to do comes again.  */
enum { SLICE = 3000, REST = 3, AGAIN = 20000, FIRST_LOOK = 200000, LOOK = 2000000, OWN = 2000000, FIRST = 300000 };
enum { STEP = 32768 };

_Atomic (goro_gc_step *) goro__gc_job;
_Atomic int64_t goro__gc_slice_time;
static _Atomic uint32_t workers;
static _Atomic uint32_t over;  /* a futex: somebody has found nothing left to do */
static int64_t not_before;     /* when the collector's thread tries, or tries again */

bool goro__gc_crowded (void)
{
  static int32_t cpus;
  if (cpus == 0)
    cpus = goro__os_cpu_count ();
  if (__builtin_expect (goro__debug_gcslices, false))
    return true;
  /* Relaxed, both: hints.  */
  return (int32_t) atomic_load_explicit (&goro__sched.procs, memory_order_relaxed)
             - (int32_t) atomic_load_explicit (&goro__sched.idle_ps, memory_order_relaxed)
         >= cpus;
}

bool goro__gc_slice (struct goro_p *pp, bool now)
{
  int64_t begin = goro__nanotime (), at = begin;
  if (!now && begin < pp->gc_slice_due && !goro__debug_gcslices)
    return false;
  /* Seq_cst, both: either the job is seen withdrawn, or the thread waits for us.  */
  atomic_fetch_add (&workers, 1);
  goro_gc_step *step = atomic_load (&goro__gc_job);
  enum goro_gc_left left = GORO_GC_OTHERS;
  if (step != NULL) {
    goro__gc_point ();
    do
      left = step (STEP, begin + SLICE);
    while ((at = goro__nanotime ()) - begin < SLICE && left == GORO_GC_MORE);
    if (left == GORO_GC_OVER && atomic_exchange (&over, 1) == 0) {
      atomic_store (&goro__gc_job, NULL);
      goro__futex_wake (&over, 1);
    }
  }
  goro__gc_point ();
  atomic_fetch_sub (&workers, 1);
  if (step == NULL)
    return false;
  pp->gc_slice_due = at + (left == GORO_GC_OTHERS ? AGAIN : REST * (at - begin));
  goro__gc_note_pause ((uint64_t) (at - begin));
  /* Relaxed: a sum.  */
  atomic_fetch_add_explicit (&goro__gc_slice_time, at - begin, memory_order_relaxed);
  return left != GORO_GC_OTHERS;
}

void goro__gc_between (struct goro_p *pp)
{
  goro__gc_slice_due (pp);
}

void goro__gc_slices_fork_child (void)
{
  /* Others may have been looking whether there was a job.  */
  atomic_store (&workers, 0);
}

static void withdraw (void)
{
  atomic_store (&goro__gc_job, NULL);
  for (int spins = 0; atomic_load (&workers) != 0; spins++)
    if (spins < 100)
      goro__cpu_pause ();
    else
      goro__os_sleep (20000);
}

void goro__gc_slices_begin (int64_t now)
{
  atomic_store (&goro__gc_slice_time, 0);
  not_before = goro__debug_gcslices ? 0 : now + FIRST;
}

bool goro__gc_may_delegate (void)
{
  return goro__gc_crowded () && goro__nanotime () >= not_before;
}

bool goro__gc_delegate (goro_gc_step *step)
{
  if (!goro__gc_may_delegate ())
    return false;
  int64_t now = goro__nanotime ();
  atomic_store (&over, 0);
  atomic_store (&goro__gc_job, step);
  bool done = false, enough;
  int64_t wait = FIRST_LOOK, spent = atomic_load (&goro__gc_slice_time);
  do {
    goro__gc_alive ();
    int64_t begun = now, before = spent;
    goro__futex_wait (&over, 0, begun + wait);
    wait = LOOK;
    now = goro__nanotime ();
    done = atomic_load (&over) != 0;
    spent = atomic_load (&goro__gc_slice_time);
    enough = 16 * (spent - before) >= now - begun;
  } while (!done && enough && goro__gc_crowded ());
  withdraw ();
  if (!done && !enough)
    not_before = now + OWN;
  return done;
}

void goro__gc_do_all (goro_gc_step *step)
{
  while (!goro__gc_delegate (step) && step (GORO_GC_SLICE, 0) != GORO_GC_OVER)
    goro__gc_alive ();
}
