/* SPDX-License-Identifier: MIT */
/* What programs may ask of stacks: their size, and to shrink.

   A parked goroutine's stack is moved by whoever calls goro_stack_shrink_parked.  To
   claim it: set gp->moving, pass a barrier on every processor, look at the
   status.  A waker stores RUNNABLE first and looks at moving after (sched/park.c),
   so either it is seen here, and we let go, or it sees us, and waits.  A goroutine that is WAITING may
   still be in the hands of the M that parks it; such an M has it as its curg.  The locks of the channels
   the goroutine waits on keep senders from writing into the stack meanwhile.  */

#define _GNU_SOURCE
#include "goro.h"
#include "os/os.h"
#include "sched/state.h"
#include "stack/shrink.h"
#include "stack/stack.h"

#pragma GCC optimize ("O2")

size_t goro_stack_size (void)
{
  if (!goro__on_g ())
    return 0;
  struct goro_g *gp = goro__getm ()->curg;
  size_t size = gp->hi - gp->lo;
  return size < GORO_G_BLOCK ? GORO_G_BLOCK : size;
}

static uintptr_t shrink_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) a, (void) b, (void) c;
  goro__stack_shrink (gp);
  return 0;
}

void goro_stack_shrink (void)
{
  if (goro__on_g ())
    goro__call_sys (shrink_sys, 0, 0, 0);
}

static bool waiting (struct goro_g *gp)
{
  return atomic_load (&gp->status) == GORO_G_WAITING && !gp->thread_mode && gp->hi != 0;
}

static void claim (struct goro_g *gp, void *arg)
{
  (void) arg;
  if (waiting (gp))
    atomic_store (&gp->moving, 1);
}

static void shrink_claimed (struct goro_g *gp, void *arg)
{
  (void) arg;
  if (atomic_load (&gp->moving) == 0)
    return;
  /* An odd gc_scan: the collector reads the stack, or begins to, after it has looked at moving.  */
  if (waiting (gp) && !goro__stack_held (gp) && (atomic_load (&gp->gc_scan) & 1) == 0) {
    goro__chan_lock_waiting (gp);
    goro__stack_shrink (gp);
    goro__chan_unlock_waiting (gp);
  }
  atomic_store (&gp->moving, 0);
}

static uintptr_t shrink_parked_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  static _Atomic bool busy;
  (void) gp, (void) a, (void) b, (void) c;
  if (atomic_exchange (&busy, true))
    return 0;
  goro__g_each (claim, NULL);
  goro__os_barrier ();
  goro__g_each (shrink_claimed, NULL);
  atomic_store (&busy, false);
  return 0;
}

void goro_stack_shrink_parked (void)
{
  goro__call_sys (shrink_parked_sys, 0, 0, 0);
}
