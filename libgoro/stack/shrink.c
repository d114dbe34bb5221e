/* SPDX-License-Identifier: MIT */
/* Making stacks smaller, at a collection.

   Whoever scans a goroutine looks at how much of its stack is in use.  Less than a quarter: the stack is halved, which is Go's
   rule.  A stack can move only where its goroutine stands in a call that a map describes and where nobody but the mover has
   an address in it:

     - a parked goroutine's stack is moved by the collector, which has claimed it (gc/round.c), so that it cannot begin to run.
       Addresses in it that others use are those of a channel operation: the mover holds the locks of the channels.  The M that
       parks it may still read its stack, a select's cases: as long as it is some M's curg it is left alone;
     - every other one is asked to do it itself, at its next check (goro__stack_shrink_wanted).  There it may be scanned in a
       check or an allocation, whose caller on the thread's stack holds addresses; in a foreign call, whose frames
       have some; or where a signal has stopped it.

   A goroutine that has waited since the last collection has its stack compacted (compact.c).

   GORODEBUG=gcshrinkstackoff=1: none of this.  gcshrinkstress=1: every scan makes the stack as small as it can be,
   compacted where the goroutine is parked, or moves it when it cannot get smaller.

   General registers only, no libc: reached from stack checks.  */
#define _GNU_SOURCE
#include "os/os.h"
#include "sched/state.h"
#include "stack/compact.h"
#include "stack/shrink.h"
#include "stack/stack.h"

static size_t used (struct goro_g *gp)
{
  return gp->hi - gp->sp;
}

void goro__stack_shrink (struct goro_g *gp)
{
  size_t size = goro__stack_size (gp);
  if (size > GORO_G_BLOCK && used (gp) < size / 4)
    goro__stack_move (gp, size / 2);
}

/* As small as it can be, or elsewhere.  No memory: stays.  */
static void shrink_stress (struct goro_g *gp)
{
  size_t size = goro__stack_size (gp), fits = GORO_G_BLOCK;
  while (fits < size && used (gp) + 2 * GORO_STACK_SLACK > fits)
    fits *= 2;
  if (size == GORO_G_BLOCK)
    fits = 2 * GORO_G_BLOCK;
  goro__stack_move (gp, fits);
}

static void shrink (struct goro_g *gp)
{
  if (goro__debug_gcshrinkstress)
    shrink_stress (gp);
  else
    goro__stack_shrink (gp);
}

bool goro__stack_held (struct goro_g *gp)
{
  bool found = false;
  goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
  for (struct goro_m *mp = goro__sched.all_m; mp && !found; mp = mp->all_link)
    found = atomic_load (&mp->curg) == gp;
  goro__unlock (&goro__sched.lock);
  return found;
}

/* gp waits, and did when the collector came by the last time: since then every M has passed a safepoint, so none still parks it.  */
static bool waited (struct goro_g *gp, int64_t now)
{
  if (gp->wait_since == 0)
    gp->wait_since = now;
  return gp->wait_since < now;
}

/* By whoever scans parked goroutines, one at a time (gc/round.c).  */
static void parked (struct goro_g *gp, int64_t now)
{
  static int64_t begun;
  static bool pays;
  if (begun != now) {
    begun = now;
    pays = goro__stack_compact_pays ();
  }
  size_t size = gp->hi - gp->lo;
  bool compact = waited (gp, now) && pays && !goro__small_stack_p (gp->lo, gp->hi) && !goro__debug_escapeverify;
  if (!compact && !goro__debug_gcshrinkstress && (size <= GORO_G_BLOCK || used (gp) >= size / 4))
    return;
  if (!compact && goro__stack_held (gp))
    return;
  goro__chan_lock_waiting (gp);
  if (!(compact || (goro__debug_gcshrinkstress && !goro__debug_escapeverify)) || !goro__stack_compact (gp))
    shrink (gp);
  goro__chan_unlock_waiting (gp);
}

void goro__stack_scanned (struct goro_g *gp, uintptr_t sp, int64_t now)
{
  if (goro__debug_gcshrinkstackoff)
    return;
  if (now != 0) {
    parked (gp, now);
    return;
  }
  size_t size = goro__stack_size (gp);
  if (gp->context == NULL && ((size > GORO_G_BLOCK && gp->hi - sp < size / 4) || goro__debug_gcshrinkstress)) {
    gp->shrink = true;
    gp->guard = GORO_GUARD_PREEMPT;
  }
}

void goro__stack_shrink_wanted (struct goro_g *gp)
{
  gp->shrink = false;
  shrink (gp);
}
