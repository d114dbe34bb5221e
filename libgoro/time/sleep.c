/* SPDX-License-Identifier: MIT */
/* Sleeping: goro_sleep, and what compiled code calls in place of the C library's
   nanosleep, usleep, sleep and sched_yield.  Only the goroutine waits.  On a
   thread's own stack the thread does, through the kernel, and signals interrupt it.  */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include "goro.h"
#include "os/os.h"
#include "os/syscall.h"
#include "sched/state.h"
#include "time/timer.h"

/* Sibling calls: see goro__call_sys.  */
#pragma GCC optimize ("O2")

static const int64_t second = 1000000000;

static uintptr_t sleep_sys (struct goro_g *gp, uintptr_t ns, uintptr_t result, uintptr_t unused)
{
  (void) unused;
  if (goro__in_foreign (goro__getm ())) {
    /* In foreign code: the monitor takes the P away if it is wanted.  */
    struct timespec left = { (time_t) (ns / (uintptr_t) second), (long) (ns % (uintptr_t) second) };
    while (goro__syscall2 (SYS_nanosleep, &left, &left) == -EINTR)
      ;
    return result;
  }
  if (ns == 0)
    return result;
  int64_t now = goro__nanotime ();
  int64_t when = (int64_t) ns > INT64_MAX - 1 - now ? INT64_MAX - 1 : now + (int64_t) ns;
  gp->ret = result;
  goro__park_prepare (gp, GORO_WAIT_SLEEP);
  goro__timer_wake (gp, when);
  goro__park_sys (gp);
  return result;
}

GORO_PUBLIC void goro_sleep (int64_t ns)
{
  if (ns > 0)
    goro__call_sys (sleep_sys, (uintptr_t) ns, 0, 0);
}

static uintptr_t now_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) a, (void) b, (void) c;
  return (uintptr_t) goro__nanotime ();
}

GORO_PUBLIC int64_t goro_now (void)
{
  return (int64_t) goro__call_sys (now_sys, 0, 0, 0);
}

/* --- goro.nanosleep and its kin ------------------------------------------------- */

/* The errno of who runs here.  */
static int fail (int error)
{
  if (goro__on_g ())
    goro__getm ()->curg->err = error;
  else
    errno = error;
  return -1;
}

GORO_PUBLIC int goro__nanosleep (const struct timespec *want, struct timespec *left)
  __asm__ ("goro.nanosleep");
int goro__nanosleep (const struct timespec *want, struct timespec *left)
{
  if (!goro__on_g ())
    return nanosleep (want, left);
  if (want == NULL)
    return fail (EFAULT);
  if (want->tv_sec < 0 || want->tv_nsec < 0 || want->tv_nsec >= second)
    return fail (EINVAL);
  int64_t ns = want->tv_sec > INT64_MAX / second - 1 ? INT64_MAX : want->tv_sec * second + want->tv_nsec;
  if (left != NULL)
    left->tv_sec = left->tv_nsec = 0;
  return goro__call_sys_int (sleep_sys, (uintptr_t) ns, 0, 0);
}

GORO_PUBLIC int goro__usleep (useconds_t microseconds) __asm__ ("goro.usleep");
int goro__usleep (useconds_t microseconds)
{
  if (!goro__on_g ())
    return usleep (microseconds);
  return goro__call_sys_int (sleep_sys, (uintptr_t) microseconds * 1000, 0, 0);
}

GORO_PUBLIC unsigned goro__sleep (unsigned seconds) __asm__ ("goro.sleep");
unsigned goro__sleep (unsigned seconds)
{
  if (!goro__on_g ())
    return sleep (seconds);
  return (unsigned) goro__call_sys_int (sleep_sys, (uintptr_t) seconds * (uintptr_t) second, 0, 0);
}

GORO_PUBLIC int goro__sched_yield (void) __asm__ ("goro.sched_yield");
int goro__sched_yield (void)
{
  if (!goro__on_g ())
    return sched_yield ();
  return goro__call_sys_int (goro__yield_sys, 0, 0, 0);
}
