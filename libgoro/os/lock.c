/* SPDX-License-Identifier: MIT */
/* The slow paths of the lock, and the check of the ranks.  */
#define _GNU_SOURCE
#include "os/lock.h"
#include "os/os.h"

/* About a microsecond: longer than any holder that is running needs.  */
enum { SPINS = 40 };

void goro__lock_slow (struct goro_lock *lock)
{
  for (int i = 0; i < SPINS; i++) {
    uint32_t open = 0;
    /* Relaxed load: only a hint for the exchange, which acquires.  */
    if (atomic_load_explicit (&lock->word, memory_order_relaxed) == 0
        && atomic_compare_exchange_weak_explicit (&lock->word, &open, 1, memory_order_acquire,
                                                  memory_order_relaxed))
      return;
    goro__cpu_pause ();
  }
  /* Taken with 2: somebody else may sleep, too.  */
  while (atomic_exchange_explicit (&lock->word, 2, memory_order_acquire) != 0)
    goro__futex_wait (&lock->word, 2, GORO_FOREVER);
}

void goro__unlock_slow (struct goro_lock *lock)
{
  goro__futex_wake (&lock->word, 1);
}

#ifdef GORO_DEBUG

enum { DEPTH = 128 };

/* What this thread holds, oldest first.  */
static __thread struct { struct goro_lock *lock; enum goro_lock_rank rank; } held[DEPTH]
  __attribute__ ((tls_model ("initial-exec")));
static __thread int held_count __attribute__ ((tls_model ("initial-exec")));

static const char *const names[GORO_RANK_COUNT] = {
  [GORO_RANK_PROCS] = "procs", [GORO_RANK_ROOTS] = "roots", [GORO_RANK_MODULES] = "modules", [GORO_RANK_SYNC] = "sync", [GORO_RANK_CHAN] = "chan",
  [GORO_RANK_SEM] = "sem", [GORO_RANK_TIMER] = "timer", [GORO_RANK_RETAKE] = "retake",
  [GORO_RANK_BARRIER] = "barrier", [GORO_RANK_ESCAPE] = "escape", [GORO_RANK_SCHED] = "sched", [GORO_RANK_MAPS] = "maps",
  [GORO_RANK_GLIST] = "glist", [GORO_RANK_TRAMPOLINE] = "trampoline", [GORO_RANK_POOL] = "pool", [GORO_RANK_ARENA] = "arena",
  [GORO_RANK_MARK_QUEUE] = "mark queue", [GORO_RANK_HEAP_SHARED] = "heap shared", [GORO_RANK_HEAP_CLASS] = "heap class",
  [GORO_RANK_HEAP_TYPES] = "heap types", [GORO_RANK_HEAP_PAGES] = "heap pages",
  [GORO_RANK_SPECIAL] = "special", [GORO_RANK_SPECIAL_LIST] = "special list",
  [GORO_RANK_SPECIAL_QUEUE] = "special queue", [GORO_RANK_HEAP_META] = "heap meta", [GORO_RANK_OUTPUT] = "output",
  [GORO_RANK_OS_OWN] = "own addresses",
};

/* Several locks of these ranks may be held at once: channels by ascending address; the others by fork
   only, in the order of their Ps and classes.  */
static bool may_nest (enum goro_lock_rank rank, struct goro_lock *outer, struct goro_lock *inner)
{
  return (rank == GORO_RANK_CHAN && outer < inner) || rank == GORO_RANK_TIMER || rank == GORO_RANK_POOL
         || rank == GORO_RANK_HEAP_CLASS || rank == GORO_RANK_HEAP_PAGES || rank == GORO_RANK_SPECIAL
         || rank == GORO_RANK_SPECIAL_LIST;
}

void goro__lock_check (struct goro_lock *lock, enum goro_lock_rank rank)
{
  for (int i = 0; i < held_count && i < DEPTH; i++)
    if (held[i].rank > rank || held[i].lock == lock
        || (held[i].rank == rank && !may_nest (rank, held[i].lock, lock))) {
      goro__os_print ("runtime: lock %p (%s) taken while holding %p (%s)\n", (uintptr_t) lock, names[rank],
                      (uintptr_t) held[i].lock, names[held[i].rank]);
      __builtin_trap ();
    }
  goro__lock_note (lock, rank);
}

void goro__lock_note (struct goro_lock *lock, enum goro_lock_rank rank)
{
  if (held_count < DEPTH) {
    held[held_count].lock = lock;
    held[held_count].rank = rank;
  }
  held_count++;
}

void goro__lock_uncheck (struct goro_lock *lock)
{
  for (int i = held_count - 1; i >= 0; i--)
    if (i < DEPTH && held[i].lock == lock) {
      for (held_count--; i < held_count && i + 1 < DEPTH; i++)
        held[i] = held[i + 1];
      return;
    }
  if (held_count > DEPTH) {
    held_count--;
    return;
  }
  goro__os_print ("runtime: unlock of lock %p, which this thread does not hold\n", (uintptr_t) lock);
  __builtin_trap ();
}

#endif
