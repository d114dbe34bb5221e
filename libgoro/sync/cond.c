/* SPDX-License-Identifier: MIT */
/* goro_cond: a queue.  The waiter is in it before it gives the mutex back, so a signal of
   somebody who holds the mutex is not missed.  */
#pragma GCC optimize ("O2")
#include "sync/mutex.h"
#include "sync/queue.h"

static uintptr_t wait_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t unused)
{
  (void) unused;
  goro_cond *cond = (goro_cond *) a;
  goro__spin_lock (&cond->lock, GORO_RANK_SYNC);
  goro__queue_put (&cond->head, &cond->tail, goro__queue_prepare (gp, GORO_WAIT_COND, 0));
  goro__spin_unlock (&cond->lock);
  /* gp may be woken from here on, and then waits for the mutex that is given back here: neither
     the condition nor gp is touched again.  */
  if (!goro__mutex_unlock ((goro_mutex *) b))
    goro__fatal ("sync: unlock of unlocked mutex");
  goro__park_sys (gp);
  return 0;
}

void __goro_cond_wait (goro_cond *cond, goro_mutex *m)
{
  goro__call_sys (wait_sys, (uintptr_t) cond, (uintptr_t) m, 0);
}

void goro_cond_signal (goro_cond *cond)
{
  goro__spin_lock (&cond->lock, GORO_RANK_SYNC);
  struct goro_sudog *sg = goro__queue_take (&cond->head, &cond->tail);
  goro__spin_unlock (&cond->lock);
  if (sg != NULL)
    goro__ready (sg->g, true);
}

void goro_cond_broadcast (goro_cond *cond)
{
  goro__spin_lock (&cond->lock, GORO_RANK_SYNC);
  struct goro_sudog *list = (struct goro_sudog *) cond->head;
  cond->head = cond->tail = NULL;
  goro__spin_unlock (&cond->lock);
  goro__queue_ready_all (list);
}
