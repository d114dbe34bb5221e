/* SPDX-License-Identifier: MIT */
/* goro_mutex: what goro.h does not do inline.

   A mutex that nobody waits for is a pair of counts: `taken' is how often it was locked, `given' how
   often it was unlocked, and it is free when they are equal.  Locking is a compare-and-swap of
   taken, from given to given + 1; unlocking an addition to given, by ONE instruction without a
   lock prefix.  That is half the price of two locked instructions, and as it should be:

   - Only the owner adds to given, so no addition is lost to another.
   - It does not touch the mutex after that, so the next owner may free it.
   - The counts have 63 bits, so a count read long ago never fits again.
   - `held' is the low bits of given + 1 as of the last lock, so it differs from given + 1 after the
     unlock: that tells an unlock of an unlocked mutex, without another store and without reading
     taken, which is slow so soon after the exchange.

   Who has to wait first makes the mutex CONTENDED: given becomes negative (its top bit is set), so
   no more lock by goro.h's exchange can succeed, and the addition of the owner tells him that he
   has not unlocked it yet.  From then on `state' counts, which changes by locked instructions only:

   ON        the mutex is contended; else state is 0
   LOCKED    somebody holds it
   WAITING   the queue is not empty
   WOKEN     a goroutine was woken and is on its way to try again: no need for another
   STARVING  the first of the queue has waited for long: the next unlock hands the mutex
             over to it, LOCKED stays set
   QUIET     a count: after so many more locks without a waiter it is not contended any more

   Setting the top bit of given (contend) races with the owner's addition, since that
   is not atomic for other processors: it may have read given without the bit, and its store then
   wipes the bit out.  So after setting it the contender calls goro__os_barrier.  That interrupts every
   processor that runs a thread of this process, and a thread that does not run was interrupted before;
   an interrupt comes between two instructions.  So for the owner's addition there are two cases:

   - It was complete, and visible, when the barrier returned.  Either it read given before the bit
     was set: then it has wiped the bit out, the mutex was unlocked, the contender sees that and
     begins anew.  Or it read the bit: then the bit is still there, and the owner is on its way
     to give up state's LOCKED.
   - It had not begun.  Then it will read the bit.

   So if the bit is there after the barrier, then exactly one addition, the one that ends the present
   ownership, has found it or will find it, and its owner comes (or is already) to goro__mutex_unlock
   to unlock by state; that waits on m->lock if it is there before state is set.  No other
   addition can wipe the bit out: that would be one of a later owner, and there is none before the
   unlocking by state.  contend runs under m->lock, so two contenders do not take each
   other's bit for their own.  (m->lock is held across a system call here, against the rule of
   spin.h: it keeps waiting only those who would wait for the mutex anyway, and the owner
   if his addition comes just then.  QUIET makes it rare.)

   The other way round (settle) needs no barrier: it is done under m->lock by an owner who
   has just locked, while state says that nobody waits or is on the way.  He lets taken be given + 1,
   as if he had locked by goro.h's exchange.  given has grown with each unlock in between, so no
   exchange that was begun before can succeed.

   WAITING and STARVING change only under m->lock.  Giving up LOCKED is the last thing an
   unlock does to the mutex, too.

   Normally an unlock wakes the first waiter, and that competes with whoever else comes:
   a handover each time would cost a switch of goroutines for every lock.  When it loses it
   goes back to the head of the queue.  When it lost and STARVING_AFTER has passed since it
   came, it sets STARVING.  */
#pragma GCC optimize ("O2")
#define _GNU_SOURCE
#include "sync/mutex.h"

#include "os/os.h"
#include "sync/queue.h"

enum { ON = 1, LOCKED = 2, WAITING = 4, WOKEN = 8, STARVING = 16, QUIET_ONE = 256, QUIET = 0xff00 };

/* The top bit of given.  */
#define CONTENDED INT64_MIN

enum { STARVING_AFTER = 1000 * 1000 }; /* ns */

/* How often a waiter looks before it parks.  */
enum { SPINS = 4, PAUSES = 30 };

/* Relaxed: what is read without m->lock is confirmed by an exchange.  */
static inline uint32_t state_of (goro_mutex *m)
{
  return __atomic_load_n (&m->state, __ATOMIC_RELAXED);
}

static inline int64_t given_of (goro_mutex *m)
{
  return __atomic_load_n (&m->given, __ATOMIC_RELAXED);
}

/* Try to change m->state from *state; on failure *state is what it is now.  */
static inline __attribute__ ((always_inline)) bool change (goro_mutex *m, uint32_t *state, uint32_t to,
                                                            int order)
{
  uint16_t expected = (uint16_t) *state;
  bool changed = __atomic_compare_exchange_n (&m->state, &expected, (uint16_t) to, false, order,
                                              __ATOMIC_RELAXED);
  *state = expected;
  return changed;
}

static uintptr_t not_locked_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) a, (void) b, (void) c;
  goro__fatal ("sync: unlock of unlocked mutex");
}

void __goro_mutex_not_locked (goro_mutex *m)
{
  (void) m;
  goro__call_sys (not_locked_sys, 0, 0, 0);
}

/* --- The queue: a ring of which m->queue is the last; m->lock held --------------------- */

static inline void queue_put (goro_mutex *m, struct goro_sudog *sg, bool first)
{
  struct goro_sudog *last = (struct goro_sudog *) m->queue;
  if (last == NULL) {
    sg->next = sg;
  } else {
    sg->next = last->next;
    last->next = sg;
  }
  if (last == NULL || !first)
    m->queue = sg;
}

static inline struct goro_sudog *queue_take (goro_mutex *m)
{
  struct goro_sudog *last = (struct goro_sudog *) m->queue;
  if (last == NULL)
    goro__throw ("mutex: bits without a waiter");
  struct goro_sudog *first = last->next;
  if (first == last)
    m->queue = NULL;
  else
    last->next = first->next;
  return first;
}

/* --- Contended, and no more --------------------------------------------------------------- */

/* m->lock is held, m was not contended and is locked: make it contended.  The caller looks
   again what it is now.  */
static void contend (goro_mutex *m)
{
  /* Acquire: given is read before taken.  When they differ and given is still the same at the exchange,
     then there is an owner at the exchange; in the other order taken might be out of date.  */
  int64_t given = __atomic_load_n (&m->given, __ATOMIC_ACQUIRE);
  if (__atomic_load_n (&m->taken, __ATOMIC_RELAXED) == given
      || !__atomic_compare_exchange_n (&m->given, &given, given | CONTENDED, false,
                                       __ATOMIC_RELAXED, __ATOMIC_RELAXED)) /* the barrier orders */
    return;
  goro__os_barrier ();
  /* Relaxed: the state says nothing of other memory yet; the queue is under the lock.  */
  if (given_of (m) < 0)
    __atomic_store_n (&m->state, ON | LOCKED | QUIET, __ATOMIC_RELAXED);
}

/* The caller holds m by state, and it has been quiet for long.  */
static __attribute__ ((noinline)) void settle (goro_mutex *m)
{
  uint32_t state = ON | LOCKED;
  goro__spin_lock (&m->lock, GORO_RANK_SYNC);
  if (change (m, &state, 0, __ATOMIC_RELAXED)) { /* not free for anybody */
    int64_t given = given_of (m) & ~CONTENDED;
    __atomic_store_n (&m->taken, given + 1, __ATOMIC_RELAXED);
    /* Release: who sees this sees taken.  */
    __atomic_store_n (&m->given, given, __ATOMIC_RELEASE);
  }
  goro__spin_unlock (&m->lock);
}

/* --- Locking ------------------------------------------------------------------------- */

/* Take m if it is free.  A goroutine that was woken has the WOKEN bit to give back.
   *quiet: it is to be settled.  */
static inline __attribute__ ((always_inline)) bool take (goro_mutex *m, bool woken, bool *quiet)
{
  *quiet = false;
  if (given_of (m) >= 0)
    return __goro_mutex_take (m);
  uint32_t state = state_of (m);
  while ((state & (ON | LOCKED)) == ON) {
    uint32_t to = (woken ? state & ~(uint32_t) WOKEN : state) | LOCKED;
    if (!(to & (WAITING | WOKEN | STARVING)) && (to & QUIET) != 0)
      to -= QUIET_ONE;
    if (change (m, &state, to, __ATOMIC_ACQUIRE)) {
      *quiet = to == (ON | LOCKED);
      return true;
    }
  }
  return false;
}

static uintptr_t wait_sys (struct goro_g *gp, uintptr_t a, uintptr_t since, uintptr_t unused)
{
  (void) unused;
  goro_mutex *m = (goro_mutex *) a;
  int64_t now = goro__nanotime ();
  bool woken = since != 0, quiet;
  uint32_t starving = woken && now - (int64_t) since > STARVING_AFTER ? STARVING : 0;

  goro__spin_lock (&m->lock, GORO_RANK_SYNC);
  for (;;) {
    if (take (m, woken, &quiet)) {
      goro__spin_unlock (&m->lock);
      if (quiet)
        settle (m);
      return 0;
    }
    uint32_t state = state_of (m);
    if (!(state & ON)) {
      contend (m);
    } else if (state & LOCKED) {
      /* While it is locked: so the one who unlocks will see the waiter.  */
      uint32_t to = (woken ? state & ~(uint32_t) WOKEN : state) | WAITING | starving;
      if (change (m, &state, to, __ATOMIC_RELAXED)) /* the lock orders the queue */
        break;
    }
  }
  /* What goro.h's loop gets when this wait is over, unless the mutex is handed over.  */
  gp->ret = woken ? since : (uintptr_t) now;
  queue_put (m, goro__queue_prepare (gp, GORO_WAIT_MUTEX, 0), woken);
  goro__spin_unlock (&m->lock);
  goro__park_sys (gp);
  return gp->ret;
}

uintptr_t __goro_mutex_try (goro_mutex *m)
{
  bool quiet, taken = take (m, false, &quiet);
  if (quiet)
    settle (m);
  return taken;
}

uintptr_t __goro_mutex_wait (goro_mutex *m, uintptr_t since)
{
  bool quiet;
  struct goro_p *pp = goro__getp ();
  /* With one P the owner does not run while this does, unless it has no P.  */
  for (int spins = pp != NULL && pp->lone ? 0 : SPINS;; spins--) {
    if (take (m, since != 0, &quiet)) {
      if (quiet)
        settle (m);
      return 0;
    }
    if (spins == 0)
      break;
    for (int i = 0; i < PAUSES; i++)
      goro__cpu_pause ();
  }
  return goro__call_sys (wait_sys, (uintptr_t) m, since, 0);
}

/* --- Unlocking ------------------------------------------------------------------------- */

/* Unlock by state: the caller's addition has found m contended.  */
static void unlock_contended (goro_mutex *m)
{
  uint32_t state = state_of (m);
  while (!(state & ON)) {
    /* The contender is between setting the bit and setting the state.  */
    goro__spin_lock (&m->lock, GORO_RANK_SYNC);
    state = state_of (m);
    goro__spin_unlock (&m->lock);
  }
  for (;;) {
    if (!(state & STARVING) && (state & (WAITING | WOKEN)) != WAITING) {
      /* Nobody waits, or somebody is on the way.  */
      if (change (m, &state, state & ~(uint32_t) LOCKED, __ATOMIC_RELEASE))
        return;
      continue;
    }

    goro__spin_lock (&m->lock, GORO_RANK_SYNC);
    /* As long as this goroutine holds m and its lock nobody else changes the state.  */
    state = state_of (m);
    struct goro_g *gp = queue_take (m)->g;
    bool hand_over = state & STARVING;
    state = (state & ~(uint32_t) STARVING) | QUIET;
    if (m->queue == NULL)
      state &= ~(uint32_t) WAITING;
    if (hand_over)
      gp->ret = 0;
    else
      state |= WOKEN;
    /* Release, for an owner that gets it handed over.  */
    __atomic_store_n (&m->state, (uint16_t) state, __ATOMIC_RELEASE);
    goro__spin_unlock (&m->lock);
    if (!hand_over)
      __atomic_fetch_and (&m->state, (uint16_t) ~LOCKED, __ATOMIC_RELEASE);
    goro__ready (gp, hand_over);
    return;
  }
}

void __goro_mutex_wake (goro_mutex *m)
{
  unlock_contended (m);
}

bool goro__mutex_unlock (goro_mutex *m)
{
  if (!__goro_mutex_held (m))
    return false;
  if (!__goro_mutex_give (m))
    unlock_contended (m);
  return true;
}
