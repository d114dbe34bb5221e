/* SPDX-License-Identifier: MIT */
/* The slow side of sync/spin.h: spin, then give the processor away, then sleep.
   System calls are made without libc, since this may run on a goroutine's stack; general registers
   only, since it may be reached from a stack check.  */
#define _GNU_SOURCE
#include <stddef.h>
#include <time.h>

#pragma GCC target ("general-regs-only")
#include "os/syscall.h"
#include "sync/spin.h"

enum { SPINS = 200, YIELDS = 8, SLEEP_FIRST = 20 * 1000, SLEEP_LAST = 1000 * 1000 };

__attribute__ ((noinline, cold)) void goro__spin_wait (uint32_t *lock)
{
  int64_t sleep = SLEEP_FIRST;
  for (int round = 0;; round++) {
    for (int i = 0; i < SPINS; i++) {
      /* Relaxed: the exchange that follows a zero does the ordering.  */
      if (__atomic_load_n (lock, __ATOMIC_RELAXED) == 0 && __atomic_exchange_n (lock, 1, __ATOMIC_ACQUIRE) == 0)
        return;
      goro__cpu_pause ();
    }
    if (round < YIELDS) {
      goro__syscall1 (SYS_sched_yield, 0);
    } else {
      struct timespec time = { 0, sleep };
      goro__syscall2 (SYS_nanosleep, &time, NULL);
      if (sleep < SLEEP_LAST)
        sleep *= 2;
    }
  }
}
