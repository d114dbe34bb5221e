/* SPDX-License-Identifier: MIT */
/* goro_mutex: what goro.h does not do inline.

   state:  LOCKED    somebody holds it
           WAITING   the queue is not empty
           WOKEN     a goroutine was woken and is on its way to try again: no need for another
           STARVING  the first of the queue has waited for long: the next unlock hands the mutex
                     over to it, LOCKED stays set

   LOCKED goes from clear to set by a compare-and-swap of whoever gets it.  WAITING and STARVING
   change only under m->lock.  Clearing LOCKED is the last thing an unlock does to the mutex, since
   the next owner may free it.

   Normally an unlock wakes the first waiter, and that competes with whoever else comes:
   a handover each time would cost a switch of goroutines for every lock.  When it loses it
   goes back to the head of the queue.  When it lost and STARVING_AFTER has passed since it
   came, it sets STARVING.  */
#pragma GCC optimize ("O2")
#define _GNU_SOURCE
#include "sync/mutex.h"

#include "os/os.h"
#include "sync/queue.h"

enum { LOCKED = __GORO_MUTEX_LOCKED, WAITING = 2, WOKEN = 4, STARVING = 8 };

enum { STARVING_AFTER = 1000 * 1000 }; /* ns */

/* Try to change m->state from *state; on failure *state is what it is now.  */
static inline bool change (goro_mutex *m, uint32_t *state, uint32_t to, int order)
{
  return __atomic_compare_exchange_n (&m->state, state, to, false, order, __ATOMIC_RELAXED);
}

static uintptr_t unlocked_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) a, (void) b, (void) c;
  goro__fatal ("sync: unlock of unlocked mutex");
}

/* --- Locking ------------------------------------------------------------------------- */

/* Take m if it is free.  A goroutine that was woken has the WOKEN bit to give back.  */
static inline bool take (goro_mutex *m, bool woken)
{
  uint32_t state = __atomic_load_n (&m->state, __ATOMIC_RELAXED); /* the exchange orders */
  while (!(state & LOCKED))
    if (change (m, &state, (woken ? state & ~(uint32_t) WOKEN : state) | LOCKED, __ATOMIC_ACQUIRE))
      return true;
  return false;
}

static uintptr_t wait_sys (struct goro_g *gp, uintptr_t a, uintptr_t since, uintptr_t unused)
{
  (void) unused;
  goro_mutex *m = (goro_mutex *) a;
  int64_t now = goro__nanotime ();
  bool woken = since != 0;
  uint32_t starving = woken && now - (int64_t) since > STARVING_AFTER ? STARVING : 0;

  goro__spin_lock (&m->lock, GORO_RANK_SYNC);
  uint32_t state = __atomic_load_n (&m->state, __ATOMIC_RELAXED); /* the exchange orders */
  for (;;) {
    if (!(state & LOCKED)) {
      if (take (m, woken)) {
        goro__spin_unlock (&m->lock);
        return 0;
      }
      state = __atomic_load_n (&m->state, __ATOMIC_RELAXED); /* as above */
    } else {
      /* While it is locked: so the one who unlocks will see the waiter.  */
      uint32_t to = (woken ? state & ~(uint32_t) WOKEN : state) | WAITING | starving;
      if (change (m, &state, to, __ATOMIC_RELAXED)) /* the lock orders the queue */
        break;
    }
  }
  /* What goro.h's loop gets when this wait is over, unless the mutex is handed over.  */
  gp->ret = woken ? since : (uintptr_t) now;
  struct goro_sudog *sg = goro__queue_prepare (gp, GORO_WAIT_MUTEX, 0);
  if (woken)
    goro__queue_put_first (&m->head, &m->tail, sg);
  else
    goro__queue_put (&m->head, &m->tail, sg);
  goro__spin_unlock (&m->lock);
  goro__park_sys (gp);
  return gp->ret;
}

uintptr_t __goro_mutex_wait (goro_mutex *m, uintptr_t since)
{
  if (take (m, since != 0))
    return 0;
  return goro__call_sys (wait_sys, (uintptr_t) m, since, 0);
}

/* --- Unlocking ------------------------------------------------------------------------- */

bool goro__mutex_unlock (goro_mutex *m)
{
  uint32_t state = __atomic_load_n (&m->state, __ATOMIC_RELAXED); /* the exchange orders */
  for (;;) {
    if (!(state & LOCKED))
      return false;
    if (!(state & STARVING) && (state & (WAITING | WOKEN)) != WAITING) {
      /* Nobody waits, or somebody is on the way.  */
      if (change (m, &state, state & ~(uint32_t) LOCKED, __ATOMIC_RELEASE))
        return true;
      continue;
    }

    goro__spin_lock (&m->lock, GORO_RANK_SYNC);
    /* As long as this goroutine holds m and its lock nobody else changes the state, but for
       one that unlocks what it has not locked.  */
    state = __atomic_load_n (&m->state, __ATOMIC_RELAXED);
    struct goro_sudog *sg = goro__queue_take (&m->head, &m->tail);
    if (sg == NULL)
      goro__throw ("mutex: bits without a waiter");
    struct goro_g *gp = sg->g;
    bool hand_over = state & STARVING;
    state &= ~(uint32_t) STARVING;
    if (m->head == NULL)
      state &= ~(uint32_t) WAITING;
    if (hand_over)
      gp->ret = 0;
    else
      state |= WOKEN;
    /* Release, for an owner that gets it handed over.  */
    __atomic_store_n (&m->state, state, __ATOMIC_RELEASE);
    goro__spin_unlock (&m->lock);
    if (!hand_over)
      __atomic_fetch_and (&m->state, ~(uint32_t) LOCKED, __ATOMIC_RELEASE);
    goro__ready (gp, hand_over);
    return true;
  }
}

void __goro_mutex_wake (goro_mutex *m)
{
  if (!goro__mutex_unlock (m))
    goro__call_sys (unlocked_sys, 0, 0, 0);
}
