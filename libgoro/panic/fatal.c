/* SPDX-License-Identifier: MIT */
/* The end of the program by its own fault, or ours, in Go's format: the message, the
   goroutine that did it and its calls, exit status 2.  The first one to fail reports;
   stdio is not flushed, as by abort ().  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <stdlib.h>

#include "os/os.h"
#include "panic/report.h"
#include "sched/state.h"
#include "stack/stack.h"

/* Two threads may fail at once: one reports, the others wait for the end.  */
static _Atomic (struct goro_m *) reporter;
static _Atomic uint32_t reporting;

void goro__report_begin (void)
{
  struct goro_m *mp = goro__getm ();
  if (atomic_exchange (&reporting, 1) == 0) {
    atomic_store (&reporter, mp);
    return;
  }
  /* The report itself failed.  */
  if (atomic_load (&reporter) == mp)
    goro__os_exit (2);
  for (;;)
    goro__futex_wait (&reporting, 1, GORO_FOREVER);
}

/* Without sched.lock, which the caller may hold: records of Ms stay.  */
static struct goro_g *one_that_runs (void)
{
  for (struct goro_m *mp = goro__sched.all_m; mp != NULL; mp = mp->all_link) {
    struct goro_g *gp = mp->curg;
    if (!mp->adopted && gp != NULL && atomic_load (&gp->status) == GORO_G_RUNNING)
      return gp;
  }
  return NULL;
}

void goro__report_goroutine (void)
{
  struct goro_m *mp = goro__getm ();
  if (mp == NULL || mp->curg == NULL) {
    /* The monitor, the collector, or a thread between goroutines: one that runs is the one to name, or else main.  */
    struct goro_g *gp = one_that_runs ();
    if (gp == NULL)
      gp = goro__sched.main_g;
    if (gp == NULL)
      return;
    goro__os_print ("\n");
    if (atomic_load (&gp->status) == GORO_G_WAITING)
      goro__traceback (gp);
    else
      goro__os_print ("goroutine %U [running]\n", gp->id);
    return;
  }
  if (mp->adopted)
    goro__os_print ("\ngoroutine %U [running, on a thread that goro did not start]\n", mp->curg->id);
  else {
    goro__os_print ("\n");
    goro__traceback (mp->curg);
  }
}

static uintptr_t report_sys (struct goro_g *gp, uintptr_t prefix, uintptr_t message, uintptr_t unused)
{
  (void) gp, (void) unused;
  goro__report_begin ();
  goro__os_print ("%s%s\n", (const char *) prefix, (const char *) message);
  goro__report_goroutine ();
  goro__os_exit (2);
}

/* A goroutine's stack is too small for this: its context is saved, which is what the
   traceback starts from.  */
static _Noreturn void report (const char *prefix, const char *message)
{
  if (goro__on_g ())
    goro__call_sys (report_sys, (uintptr_t) prefix, (uintptr_t) message, 0);
  report_sys (NULL, (uintptr_t) prefix, (uintptr_t) message, 0);
  __builtin_unreachable ();
}

void goro__fatal (const char *msg)
{
  report ("fatal error: ", msg);
}

void goro__panic (const char *msg)
{
  report ("panic: ", msg);
}

static uintptr_t throw_sys (struct goro_g *gp, uintptr_t message, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  goro__report_begin ();
  goro__os_print ("goro: internal error: %s\n", (const char *) message);
  goro__report_goroutine ();
  abort ();
}

void goro__throw (const char *msg)
{
  if (goro__on_g ())
    goro__call_sys (throw_sys, (uintptr_t) msg, 0, 0);
  throw_sys (NULL, (uintptr_t) msg, 0, 0);
  __builtin_unreachable ();
}
