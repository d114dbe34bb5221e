/* SPDX-License-Identifier: MIT */
/* Stopping a thread for a moment, by a signal: to scan it (gc/thread.c), or to take a goroutine that calls
   nothing off its processor (sched/async.c).

   SIGURG, as in Go: nobody has it who does not use out-of-band data, it is ignored by default, debuggers let it pass.  The program
   may have a handler for it all the same; ours calls that for each one that we did not send.

   mp->interrupt says what a signal is for.  It is set before the signal is sent and taken by the handler, so two requests
   may share one signal, and one that comes late finds nothing to do.  */
#define _GNU_SOURCE
#include <signal.h>
#include <pthread.h>

#include "os/os.h"
#include "os/syscall.h"
#include "sched/state.h"

/* In programs that have a collector.  */
__attribute__ ((weak)) void goro__gc_interrupted (struct goro_m *mp, void *context);

static void interrupted (int sig, siginfo_t *info, void *context)
{
  struct goro_m *mp = goro__getm ();
  uint32_t why = mp != NULL ? atomic_exchange (&mp->interrupt, 0) : 0;
  if (why == 0 || info->si_code != SI_TKILL)
    goro__signal_pass_on (sig, info, context);
  if (why & GORO_INTERRUPT_SCAN)
    goro__gc_interrupted (mp, context);
  if (why & GORO_INTERRUPT_PREEMPT)
    goro__async_interrupted (mp, context);
}

static void reserve (void)
{
  goro__signal_reserve (SIGURG, interrupted);
}

void goro__interrupt_init (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once (&once, reserve);
}

void goro__interrupt (struct goro_m *mp, uint32_t why)
{
  atomic_fetch_or (&mp->interrupt, why);
  goro__syscall3 (SYS_tgkill, goro__syscall1 (SYS_getpid, 0), mp->tid, SIGURG);
}
