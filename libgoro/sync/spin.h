/* SPDX-License-Identifier: MIT */
/* The lock inside channels and inside the objects of goro.h.

   It guards a handful of instructions: no call that may wait is made under it.
   Taking it costs one exchange, giving it back one plain store.  A lock that can sleep
   in the kernel (os/lock.h) must exchange at both ends, to learn of sleepers;
   measured, that is 10 ns for the pair against 7, and a channel operation is not much
   more than this pair.  The price: somebody who finds it held spins, then sleeps
   for a time, since nobody wakes him.  That happens only when the kernel stopped
   the holder between the two ends.

   It lies in objects that start as zero bytes (0 = free), and it may be taken on a
   goroutine's stack: no more than a few words of stack, no libc.

   Ranks are those of os/lock.h: GORO_RANK_CHAN for channels, GORO_RANK_SYNC for all
   else; built with -DGORO_DEBUG they are checked there.  */
#ifndef GORO_SPIN_H
#define GORO_SPIN_H

#include <stdint.h>

#include "os/lock.h"

/* Waits until *lock is free and takes it (spin.c).  */
void goro__spin_wait (uint32_t *lock);

static inline void goro__spin_lock (uint32_t *lock, enum goro_lock_rank rank)
{
#ifdef GORO_DEBUG
  goro__lock_check ((struct goro_lock *) lock, rank);
#else
  (void) rank;
#endif
  /* Acquire: what the holder before wrote is seen.  */
  if (__builtin_expect (__atomic_exchange_n (lock, 1, __ATOMIC_ACQUIRE) != 0, 0))
    goro__spin_wait (lock);
}

static inline void goro__spin_unlock (uint32_t *lock)
{
#ifdef GORO_DEBUG
  goro__lock_uncheck ((struct goro_lock *) lock);
#endif
  /* Release: what was written under the lock is seen by the next holder.  */
  __atomic_store_n (lock, 0, __ATOMIC_RELEASE);
}

#endif
