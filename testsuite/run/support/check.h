/* SPDX-License-Identifier: MIT */
/* What the run tests share: CHECK, a fresh goroutine to test in, and a way to
   make the stack grow (under GORODEBUG=stackmove=1: move many times).  */
#ifndef SUPPORT_CHECK_H
#define SUPPORT_CHECK_H

#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

/* Ends the process with status 1, from any goroutine, if cond is false.  */
#define CHECK(cond) \
  ((cond) ? (void) 0 : (fprintf (stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #cond), exit (1)))

/* A call that the compiler must make, and must not look through.  */
#define OPAQUE __attribute__ ((noipa))
/* A call that it must make, but may know things about.  */
#define NOINLINE __attribute__ ((noinline))

/* Uses about 300 bytes of stack for each of the frames, then gives it back.  */
static OPAQUE __attribute__ ((unused)) int grow (int frames)
{
  volatile char used[256];
  used[0] = used[255] = (char) frames;
  int below = frames > 0 ? grow (frames - 1) : 0;
  return below + used[0] - used[255];
}

/* A short time, long enough for others to get into what they wait in.  */
#define SOON (10 * GORO_MILLISECOND)

/* Until n goroutines wait for something; the caller is none of them.  */
static __attribute__ ((unused)) void until_waiting (unsigned n)
{
  goro_sched_stats stats;
  for (;; goro_sleep (GORO_MILLISECOND)) {
    goro_read_sched_stats (&stats);
    if (stats.waiting >= n)
      return;
  }
}

static goro_wait_group goroutines_under_test;

static __attribute__ ((unused)) void run_and_tell (void (*test) (void))
{
  test ();
  goro_wait_group_done (&goroutines_under_test);
}

/* Calls test () in a new goroutine, that is, on a stack that has not grown yet, and
   waits for it.  */
static __attribute__ ((unused)) void in_goroutine (void (*test) (void))
{
  goro_wait_group_add (&goroutines_under_test, 1);
  go run_and_tell (test);
  goro_wait_group_wait (&goroutines_under_test);
}

#endif
