/* SPDX-License-Identifier: MIT */
/* Timers of the runtime's own, which no function of goro.h gives to a program yet: linked with libgoro.a, and written as the library is.  */
#define _GNU_SOURCE
#include <stdlib.h>

#include "goro.h"
#include "os/os.h"
#include "time/timer.h"

int good, fired;

static void look (struct goro_timer *timer)
{
  good += *(const int *) timer->arg == 42;
  /* Release: who sees the number sees what was counted.  */
  __atomic_fetch_add (&fired, 1, __ATOMIC_RELEASE);
}

size_t timer_size (void);
size_t timer_size (void)
{
  return sizeof (struct goro_timer);
}

static uintptr_t start_sys (struct goro_g *gp, uintptr_t memory, uintptr_t arg, uintptr_t after)
{
  (void) gp;
  struct goro_timer *timer = memory ? (struct goro_timer *) memory : calloc (1, sizeof *timer);
  timer->fn = look;
  timer->arg = (void *) arg;
  goro__timer_start (timer, goro__nanotime () + (int64_t) after);
  return 0;
}

/* In memory that the caller provides, or in malloc's.  */
void start_timer (void *memory, int *arg, int64_t after);
__attribute__ ((optimize ("O2"))) void start_timer (void *memory, int *arg, int64_t after)
{
  goro__call_sys (start_sys, (uintptr_t) memory, (uintptr_t) arg, (uintptr_t) after);
}
