/* SPDX-License-Identifier: MIT */
/* Futexes, private to the process.  */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <time.h>

#include "os/os.h"
#include "os/syscall.h"

bool goro__futex_wait (_Atomic uint32_t *word, uint32_t value, int64_t deadline)
{
  struct timespec ts;
  struct timespec *tsp = NULL;
  if (deadline != GORO_FOREVER) {
    if (deadline < 0)
      deadline = 0;
    ts.tv_sec = deadline / 1000000000;
    ts.tv_nsec = deadline % 1000000000;
    tsp = &ts;
  }
  /* The bitset form takes an absolute time of CLOCK_MONOTONIC.  */
  long result = goro__syscall6 (SYS_futex, (long) word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, value,
                                (long) tsp, 0, (long) FUTEX_BITSET_MATCH_ANY);
  return result != -ETIMEDOUT;
}

void goro__futex_wake (_Atomic uint32_t *word, int count)
{
  goro__syscall3 (SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count);
}
