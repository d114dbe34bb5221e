/* SPDX-License-Identifier: MIT */
/* Timers: a 4-ary heap in each P, which any P may empty when its own is busy.

   An entry says when, and what: a sleeping goroutine (its address + 1), which
   costs no memory but the entry, or a struct goro_timer.  */
#ifndef GORO_TIME_TIMER_H
#define GORO_TIME_TIMER_H

#include "sched/sched.h"

struct goro_timer_entry {
  int64_t when;
  uintptr_t what;
};

/* Something to be called at a time.  Its owner provides the memory, zeroed, and keeps it until the
   timer has fired or goro__timer_stop () has answered true.  */
struct goro_timer {
  /* Called on a thread's stack that holds a P, no lock held.  May start the timer again.  */
  void (*fn) (struct goro_timer *timer);
  void *arg;
  /* Set by goro__timer_start; pp: NULL when not in a heap.  pp's timer_lock guards index.  */
  _Atomic (struct goro_p *) pp;
  uint32_t index;
};

/* On a thread's stack, as all of these.  timer is not in a heap.  */
void goro__timer_start (struct goro_timer *timer, int64_t when);
/* Takes timer out of its heap; false: it is not in one (fired, or about to call fn).  */
bool goro__timer_stop (struct goro_timer *timer);
/* Wakes gp, which is about to park, at the time.  */
void goro__timer_wake (struct goro_g *gp, int64_t when);

/* Runs what is due in pp's heap, from whatever P; true if there was something.  */
bool goro__timers_run (struct goro_p *pp, int64_t now);
/* The first time any timer is due (GORO_FOREVER: none), and whose it is.  */
int64_t goro__timers_first (struct goro_p **owner);
/* Somebody has to watch for `when': makes sure that the keeper or the monitor does.  */
void goro__timers_cover (int64_t when);

#endif
