/* SPDX-License-Identifier: MIT */
/* Purpose: Locks of the C library that belong to a thread (recursive and checking mutexes, read-write locks, files) can be held by a
   goroutine that waits, and given back by it. */
#define _GNU_SOURCE
#include <goro.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include "support/check.h"

enum { WORKERS = 4, TIMES = 30 };

static pthread_mutex_t recursive = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static pthread_mutex_t checking = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;
static pthread_rwlock_t readers_writer = PTHREAD_RWLOCK_INITIALIZER;
static int inside[4];

/* Whoever may run another goroutine here does.  */
static void wait_inside (int lock)
{
  CHECK (inside[lock]++ == 0);
  goro_yield ();
  goro_sleep (20000);
  goro_yield ();
  CHECK (--inside[lock] == 0);
}

static void worker (goro_chan (int) done)
{
  for (int i = 0; i < TIMES; i++) {
    CHECK (pthread_mutex_lock (&recursive) == 0);
    CHECK (pthread_mutex_lock (&recursive) == 0);
    wait_inside (0);
    CHECK (pthread_mutex_unlock (&recursive) == 0);
    goro_yield ();
    CHECK (pthread_mutex_unlock (&recursive) == 0);

    while (pthread_mutex_trylock (&checking) != 0)
      goro_yield ();
    wait_inside (1);
    CHECK (pthread_mutex_unlock (&checking) == 0);

    CHECK (pthread_rwlock_wrlock (&readers_writer) == 0);
    wait_inside (2);
    CHECK (pthread_rwlock_unlock (&readers_writer) == 0);
    CHECK (pthread_rwlock_rdlock (&readers_writer) == 0);
    goro_yield ();
    CHECK (pthread_rwlock_unlock (&readers_writer) == 0);

    flockfile (stdout);
    wait_inside (3);
    funlockfile (stdout);
  }
  goro_send (done, 1);
}

int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  for (int i = 0; i < WORKERS; i++)
    go worker (done);
  for (int i = 0; i < WORKERS; i++)
    goro_recv (done);
  return 0;
}
