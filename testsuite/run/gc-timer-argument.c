/* SPDX-License-Identifier: MIT */
/* Purpose: an object that only the argument of a timer leads to is kept until the timer has fired, and so is the memory of a timer that nobody else knows. */
/* Foreign: support/timer-with-argument.c */
/* Options: -static-libgoro */
/* Output: good */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/check.h"

enum { TIMERS = 60 };

extern int good, fired;
size_t timer_size (void);
GORO_RUNTIME void start_timer (void *memory, int *arg, int64_t after);

static OPAQUE int *number (int n)
{
  int *p = goro_new (int);
  *p = n;
  return p;
}

static OPAQUE void start (int i)
{
  start_timer (i & 1 ? goro_alloc (timer_size (), GORO_NO_POINTERS) : NULL, number (42), (10 + i) * GORO_MILLISECOND);
}

int main (void)
{
  for (int i = 0; i < TIMERS; i++)
    start (i);
  while (__atomic_load_n (&fired, __ATOMIC_ACQUIRE) < TIMERS) {
    goro_gc ();
    for (int k = 0; k < 1000; k++)
      number (-1);
    goro_sleep (GORO_MILLISECOND);
  }
  CHECK (good == TIMERS);
  puts ("good");
  return 0;
}
