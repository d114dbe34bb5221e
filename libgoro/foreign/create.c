/* SPDX-License-Identifier: MIT */
/* pthread_create for compiled code: the new thread is adopted before its function runs, so that its stack and its thread-local
   variables are roots from the beginning.  Threads that foreign code makes are adopted when they first
   call the runtime.

   The argument is a root until the thread has it.  */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "gc/hooks.h"
#include "sched/state.h"

struct start {
  void *(*fn) (void *);
  void *arg;
};

static void forget (struct start *start)
{
  if (goro__gc_remove_range != NULL)
    goro__gc_remove_range ((uintptr_t) start);
  free (start);
}

static void *begin (void *arg)
{
  struct start start = *(struct start *) arg;
  goro__adopt_thread ();
  forget (arg);
  return start.fn (start.arg);
}

int goro__pthread_create (pthread_t *thread, const pthread_attr_t *attr, void *(*fn) (void *), void *arg);
int goro__pthread_create (pthread_t *thread, const pthread_attr_t *attr, void *(*fn) (void *), void *arg)
{
  struct start *start = malloc (sizeof *start);
  if (start == NULL)
    return EAGAIN;
  *start = (struct start) { fn, arg };
  if (goro__gc_add_range != NULL)
    goro__gc_add_range ((uintptr_t) start, sizeof *start);
  int error = pthread_create (thread, attr, begin, start);
  if (error != 0)
    forget (start);
  return error;
}
