/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine that waits in one of the C library's functions that goro provides (nanosleep, usleep, sleep, sched_yield) is scanned
   like any other, and what its callers have is kept. */
#include "support/keep.h"
#include <sched.h>
#include <time.h>
#include <unistd.h>

static goro_wait_group finished;
static uintptr_t hidden[4];
static int stop;

static OPAQUE struct object *begin (int i)
{
  struct object *p = make ();
  hidden[i] = hide (p);
  return p;
}

static void in_nanosleep (void)
{
  struct object *local = begin (0);
  struct timespec time = { 0, 8 * SOON };
  CHECK (nanosleep (&time, NULL) == 0 && local->tag == hidden[0]);
  goro_wait_group_done (&finished);
}

static void in_usleep (void)
{
  struct object *local = begin (1);
  CHECK (usleep (8 * SOON / 1000) == 0 && local->tag == hidden[1]);
  goro_wait_group_done (&finished);
}

static void in_sleep (void)
{
  struct object *local = begin (2);
  CHECK (sleep (1) == 0 && local->tag == hidden[2]);
  goro_wait_group_done (&finished);
}

static void in_yield (void)
{
  struct object *local = begin (3);
  while (!__atomic_load_n (&stop, __ATOMIC_RELAXED))
    CHECK (sched_yield () == 0);
  CHECK (local->tag == hidden[3]);
  goro_wait_group_done (&finished);
}

int main (void)
{
  goro_wait_group_add (&finished, 4);
  go in_nanosleep ();
  go in_usleep ();
  go in_sleep ();
  go in_yield ();
  goro_sleep (SOON);
  for (int k = 0; k < 5; k++)
    collect ();
  __atomic_store_n (&stop, 1, __ATOMIC_RELAXED);
  goro_wait_group_wait (&finished);
  return 0;
}
