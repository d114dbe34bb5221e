/* SPDX-License-Identifier: MIT */
/* goro_rwmutex: a count of holders and one queue for readers and writers, all under rw->lock.
   Who cannot enter at once, or finds somebody waiting, waits behind the others; who leaves
   hands the mutex over to the first writer of the queue, or to all readers up to the next writer.
   So neither side starves.  */
#pragma GCC optimize ("O2")
#include "sync/queue.h"

enum { READER, WRITER };

static inline bool enter (goro_rwmutex *rw, uint32_t kind)
{
  if (rw->head != NULL || rw->holders < 0 || (kind == WRITER && rw->holders > 0))
    return false;
  rw->holders = kind == WRITER ? -1 : rw->holders + 1;
  return true;
}

static uintptr_t wait_sys (struct goro_g *gp, uintptr_t a, uintptr_t kind, uintptr_t unused)
{
  (void) unused;
  goro_rwmutex *rw = (goro_rwmutex *) a;
  goro__spin_lock (&rw->lock, GORO_RANK_SYNC);
  if (enter (rw, (uint32_t) kind)) {
    goro__spin_unlock (&rw->lock);
    return 0;
  }
  goro__queue_put (&rw->head, &rw->tail, goro__queue_prepare (gp, GORO_WAIT_MUTEX, (uint32_t) kind));
  goro__spin_unlock (&rw->lock);
  goro__park_sys (gp);
  return 0;
}

static inline bool try_enter (goro_rwmutex *rw, uint32_t kind)
{
  goro__spin_lock (&rw->lock, GORO_RANK_SYNC);
  bool entered = enter (rw, kind);
  goro__spin_unlock (&rw->lock);
  return entered;
}

void goro_rwmutex_lock (goro_rwmutex *rw)
{
  if (!try_enter (rw, WRITER))
    goro__call_sys (wait_sys, (uintptr_t) rw, WRITER, 0);
}

void goro_rwmutex_read_lock (goro_rwmutex *rw)
{
  if (!try_enter (rw, READER))
    goro__call_sys (wait_sys, (uintptr_t) rw, READER, 0);
}

uintptr_t __goro_rwmutex_try_lock (goro_rwmutex *rw)
{
  return try_enter (rw, WRITER);
}

uintptr_t __goro_rwmutex_try_read_lock (goro_rwmutex *rw)
{
  return try_enter (rw, READER);
}

static uintptr_t unlocked_sys (struct goro_g *gp, uintptr_t message, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  goro__fatal ((const char *) message);
}

/* rw is locked and somebody has left.  Lets in whom it can; unlocks.  */
static inline void let_in (goro_rwmutex *rw)
{
  struct goro_sudog *list = NULL, **end = &list;
  for (;;) {
    struct goro_sudog *sg = (struct goro_sudog *) rw->head;
    if (sg == NULL || rw->holders < 0 || (sg->case_index == WRITER && rw->holders > 0))
      break;
    goro__queue_take (&rw->head, &rw->tail);
    rw->holders = sg->case_index == WRITER ? -1 : rw->holders + 1;
    *end = sg;
    end = &sg->next;
  }
  *end = NULL;
  goro__spin_unlock (&rw->lock);
  goro__queue_ready_all (list);
}

void goro_rwmutex_unlock (goro_rwmutex *rw)
{
  goro__spin_lock (&rw->lock, GORO_RANK_SYNC);
  if (rw->holders >= 0) {
    goro__spin_unlock (&rw->lock);
    goro__call_sys (unlocked_sys, (uintptr_t) "sync: Unlock of unlocked RWMutex", 0, 0);
    return;
  }
  rw->holders = 0;
  let_in (rw);
}

void goro_rwmutex_read_unlock (goro_rwmutex *rw)
{
  goro__spin_lock (&rw->lock, GORO_RANK_SYNC);
  if (rw->holders <= 0) {
    goro__spin_unlock (&rw->lock);
    goro__call_sys (unlocked_sys, (uintptr_t) "sync: RUnlock of unlocked RWMutex", 0, 0);
    return;
  }
  rw->holders--;
  let_in (rw);
}
