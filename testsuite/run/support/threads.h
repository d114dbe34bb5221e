/* SPDX-License-Identifier: MIT */
/* What the tests of thread-local variables across changes of thread share: goroutines that go from
   thread to thread, and the number of the thread that runs now.  A thread-local variable in which
   each thread keeps its own number shows every access that reaches another thread's.  */
#ifndef SUPPORT_THREADS_H
#define SUPPORT_THREADS_H

#include "check.h"
#include <stdint.h>

/* The thread that runs here, without a call.  */
static inline __attribute__ ((unused)) void *here (void)
{
  void *p;
  __asm__ volatile ("mov %%fs:0, %0" : "=r" (p));
  return p;
}

/* Never 0.  Nothing the caller does up to its next call is on another thread.  (gettid () would not do: the goroutine may change threads
   on its way back from a system call.)  */
static OPAQUE __attribute__ ((unused)) int this_thread (void)
{
  return (int) ((uintptr_t) here () >> 12);
}

/* A variable of the thread holds its number, or 0 if it has not been set there.  */
#define CHECK_OWN(variable) \
  do { \
    int now_ = this_thread (); \
    int found_ = (variable); \
    if (found_ == 0) \
      (variable) = now_; \
    else \
      CHECK (found_ == now_); \
  } while (0)

/* The same where a call says where the variable is: the goroutine may change threads on its way into the call, so that comes first.  */
#define CHECK_OWN_AT(call) \
  do { \
    int *at_ = (call); \
    CHECK_OWN (*at_); \
  } while (0)

enum { TRAVELLERS = 16 };

/* Calls f (0) ... f (15), each in a goroutine, and waits for them.  */
static __attribute__ ((unused)) void travel_one (void (*f) (int), int id)
{
  f (id);
  goro_wait_group_done (&goroutines_under_test);
}

static __attribute__ ((unused)) void travel (void (*f) (int))
{
  goro_wait_group_add (&goroutines_under_test, TRAVELLERS);
  for (int i = 0; i < TRAVELLERS; i++)
    go travel_one (f, i);
  goro_wait_group_wait (&goroutines_under_test);
}

#endif
