/* SPDX-License-Identifier: MIT */
/* goro_wait_group.

   state: counter in the high 32 bits, signed; number of waiters in the low.  Both are changed by
   atomic operations; waiters are added only under the lock and while the counter is
   not zero, so that whoever brings the counter to zero sees whether somebody waits, and if
   nobody does, does not touch the object again.  */
#pragma GCC optimize ("O2")
#include "sync/queue.h"

#define WAITERS 0xffffffff

static uintptr_t negative_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) a, (void) b, (void) c;
  goro__panic ("negative wait group counter");
}

/* The counter has become zero and somebody waits.  */
static uintptr_t wake_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  goro_wait_group *wg = (goro_wait_group *) a;
  goro__spin_lock (&wg->lock, GORO_RANK_SYNC);
  struct goro_sudog *list = (struct goro_sudog *) wg->queue;
  wg->queue = NULL;
  /* Relaxed: the lock orders it against those who add waiters.  */
  __atomic_fetch_and (&wg->state, ~(int64_t) WAITERS, __ATOMIC_RELAXED);
  goro__spin_unlock (&wg->lock);
  goro__queue_ready_all (list);
  return 0;
}

void goro_wait_group_add (goro_wait_group *wg, int n)
{
  /* Release: what was done before done () is seen after wait ().  Acquire: the last one hands on
     what the others did.  */
  int64_t state = __atomic_add_fetch (&wg->state, (int64_t) ((uint64_t) (int64_t) n << 32), __ATOMIC_ACQ_REL);
  if (__builtin_expect (state < 0, 0))
    goro__call_sys (negative_sys, 0, 0, 0);
  else if (__builtin_expect ((uint64_t) state <= WAITERS && state != 0, 0))
    goro__call_sys (wake_sys, (uintptr_t) wg, 0, 0);
}

void goro_wait_group_done (goro_wait_group *wg)
{
  goro_wait_group_add (wg, -1);
}

static uintptr_t wait_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) b, (void) c;
  goro_wait_group *wg = (goro_wait_group *) a;
  goro__spin_lock (&wg->lock, GORO_RANK_SYNC);
  int64_t state = __atomic_load_n (&wg->state, __ATOMIC_ACQUIRE);
  do {
    if ((uint64_t) state <= WAITERS) { /* the counter is zero */
      goro__spin_unlock (&wg->lock);
      return 0;
    }
  } while (!__atomic_compare_exchange_n (&wg->state, &state, state + 1, true, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
  struct goro_sudog *sg = goro__queue_prepare (gp, GORO_WAIT_WAIT_GROUP, 0);
  sg->next = (struct goro_sudog *) wg->queue;
  wg->queue = sg;
  goro__spin_unlock (&wg->lock);
  goro__park_sys (gp);
  return 0;
}

void goro_wait_group_wait (goro_wait_group *wg)
{
  if ((uint64_t) __atomic_load_n (&wg->state, __ATOMIC_ACQUIRE) > WAITERS)
    goro__call_sys (wait_sys, (uintptr_t) wg, 0, 0);
}
