/* SPDX-License-Identifier: MIT */
/* goro_sem: a count and a queue under sem->lock.  A permit that comes while somebody waits goes to
   the first of them and never into the count.  */
#pragma GCC optimize ("O2")
#include "sync/queue.h"

static inline bool take (goro_sem *sem)
{
  if (sem->count == 0)
    return false;
  sem->count--;
  return true;
}

static inline bool try_take (goro_sem *sem)
{
  goro__spin_lock (&sem->lock, GORO_RANK_SYNC);
  bool taken = take (sem);
  goro__spin_unlock (&sem->lock);
  return taken;
}

static uintptr_t wait_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) b, (void) c;
  goro_sem *sem = (goro_sem *) a;
  goro__spin_lock (&sem->lock, GORO_RANK_SYNC);
  if (take (sem)) {
    goro__spin_unlock (&sem->lock);
    return 0;
  }
  goro__queue_put (&sem->head, &sem->tail, goro__queue_prepare (gp, GORO_WAIT_SEM, 0));
  goro__spin_unlock (&sem->lock);
  goro__park_sys (gp);
  return 0;
}

void goro_sem_acquire (goro_sem *sem)
{
  if (!try_take (sem))
    goro__call_sys (wait_sys, (uintptr_t) sem, 0, 0);
}

uintptr_t __goro_sem_try_acquire (goro_sem *sem)
{
  return try_take (sem);
}

void goro_sem_release (goro_sem *sem)
{
  goro__spin_lock (&sem->lock, GORO_RANK_SYNC);
  struct goro_sudog *sg = goro__queue_take (&sem->head, &sem->tail);
  if (sg == NULL)
    sem->count++;
  goro__spin_unlock (&sem->lock);
  if (sg != NULL)
    goro__ready (sg->g, true);
}
