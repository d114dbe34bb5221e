/* SPDX-License-Identifier: MIT */
/* The runtime's own lock: spins a little, then sleeps on a futex.  Blocks the
   thread, not the goroutine, so it is held for a few dozen instructions and never
   across a park, a foreign call or a system call that can wait.  Four zero
   bytes are an open lock.  General registers only; at most 200 bytes of stack.

   word: 0 open, 1 held, 2 held and somebody sleeps.

   Ranks say in which order locks may nest: a thread may take a lock only of a
   higher rank than every lock it holds; of some kinds several may be taken
   at once, by ascending address.  Built with -DGORO_DEBUG every lock checks that.  */
#ifndef GORO_OS_LOCK_H
#define GORO_OS_LOCK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum goro_lock_rank {
  GORO_RANK_PROCS,    /* one goro_set_procs at a time */
  GORO_RANK_ROOTS,    /* the ranges of goro_add_root */
  GORO_RANK_MODULES,  /* no module goes away */
  GORO_RANK_SYNC,     /* queue of a mutex, a wait group, ... */
  GORO_RANK_CHAN,     /* one channel; several at once by address */
  GORO_RANK_SEM,      /* one bucket of waiting goroutines */
  GORO_RANK_TIMER,    /* one P's heap of timers */
  GORO_RANK_RETAKE,   /* one M's P, against the monitor */
  GORO_RANK_BARRIER,  /* the page of the membarrier fallback */
  GORO_RANK_ESCAPE,   /* stacks kept for escapeverify */
  GORO_RANK_SCHED,    /* global queue, idle lists, counts */
  GORO_RANK_MAPS,     /* the table of pointer maps */
  GORO_RANK_GLIST,    /* finished goroutines */
  GORO_RANK_TRAMPOLINE, /* free trampolines */
  GORO_RANK_POOL,     /* one size class of the central stack pool */
  GORO_RANK_ARENA,    /* where the pool's memory comes from */
  GORO_RANK_MARK_QUEUE, /* who takes from the marker's shared queue */
  GORO_RANK_HEAP_SHARED, /* runs of threads without a P */
  GORO_RANK_HEAP_TYPES, /* shapes and classes themselves */
  GORO_RANK_HEAP_CLASS, /* one class's spans */
  GORO_RANK_SPECIAL,    /* the specials of some spans */
  GORO_RANK_SPECIAL_LIST, /* which spans have specials; unused ones */
  GORO_RANK_SPECIAL_QUEUE, /* finalizers and cleanups that are to be called */
  GORO_RANK_HEAP_PAGES, /* free pages */
  GORO_RANK_HEAP_META,  /* the heap's own memory */
  GORO_RANK_OUTPUT,   /* fatal messages come one at a time */
  GORO_RANK_OS_OWN,   /* which addresses are the runtime's */
  GORO_RANK_COUNT
};

struct goro_lock {
  _Atomic uint32_t word;
};

#define GORO_LOCK_INIT { 0 }

void goro__lock_slow (struct goro_lock *lock);
void goro__unlock_slow (struct goro_lock *lock);
void goro__lock_check (struct goro_lock *lock, enum goro_lock_rank rank);
void goro__lock_note (struct goro_lock *lock, enum goro_lock_rank rank);
void goro__lock_uncheck (struct goro_lock *lock);

static inline void goro__lock (struct goro_lock *lock, enum goro_lock_rank rank)
{
  uint32_t open = 0;
#ifdef GORO_DEBUG
  goro__lock_check (lock, rank);
#else
  (void) rank;
#endif
  /* Acquire: what the last holder wrote is seen.  */
  if (!atomic_compare_exchange_strong_explicit (&lock->word, &open, 1, memory_order_acquire,
                                                memory_order_relaxed))
    goro__lock_slow (lock);
}

/* Whatever else is held: it does not wait.  */
static inline bool goro__try_lock (struct goro_lock *lock, enum goro_lock_rank rank)
{
  uint32_t open = 0;
  /* Acquire: as above.  */
  if (!atomic_compare_exchange_strong_explicit (&lock->word, &open, 1, memory_order_acquire, memory_order_relaxed))
    return false;
#ifdef GORO_DEBUG
  goro__lock_note (lock, rank);
#else
  (void) rank;
#endif
  return true;
}

static inline void goro__unlock (struct goro_lock *lock)
{
#ifdef GORO_DEBUG
  goro__lock_uncheck (lock);
#endif
  /* Release: what this holder wrote is seen by the next.  */
  if (atomic_exchange_explicit (&lock->word, 0, memory_order_release) == 2)
    goro__unlock_slow (lock);
}

#endif
