/* SPDX-License-Identifier: MIT */
/* What GORODEBUG=gcyield=1 does where the collector is half done with something (stress.h): nothing, as a rule; or the processor goes to
   another thread; or some time passes.  The system's own preemption hits a given pair of instructions once in
   millions; this hits it a few times in each cycle.  */
#define _GNU_SOURCE
#pragma GCC target ("general-regs-only")
#include "gc/stress.h"

#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

#include "os/os.h"
#include "os/syscall.h"

#pragma GCC optimize ("Os")

static _Atomic int64_t taken; /* by the collections of gcstress, ns */

void goro__gc_dawdle (unsigned seldom)
{
  static _Atomic uint64_t state = 88172645463325252;
  /* Relaxed: two who draw the same number do no harm.  */
  uint64_t x = atomic_load_explicit (&state, memory_order_relaxed);
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  atomic_store_explicit (&state, x, memory_order_relaxed);
  unsigned what = (unsigned) (x >> 32) % (256 * seldom);
  if (what < 4)
    goro__syscall1 (SYS_sched_yield, 0);
  else if (what < 32)
    for (unsigned n = (unsigned) (x >> 40) % 512; n > 0; n--)
      goro__cpu_pause ();
  else if (what == 32) {
    struct timespec ts = { 0, (long) (x >> 40) % 100000 };
    goro__syscall2 (SYS_nanosleep, &ts, 0);
  }
}

bool goro__gc_stress_due (int64_t *start)
{
  static _Atomic uint32_t count;
  /* Relaxed, all: which one it is does not matter.  */
  uint32_t n = atomic_fetch_add_explicit (&count, 1, memory_order_relaxed), thin = (uint32_t) goro__debug_gcthin;
  int64_t doublings = thin == 0 ? 0 : atomic_load_explicit (&taken, memory_order_relaxed) / ((int64_t) thin * 1000000);
  if (n % ((uint64_t) goro__debug_gcstress << (doublings < 32 ? doublings : 32)) != 0)
    return false;
  *start = goro__nanotime ();
  return true;
}

void goro__gc_stress_done (int64_t start)
{
  atomic_fetch_add_explicit (&taken, goro__nanotime () - start, memory_order_relaxed);
}
