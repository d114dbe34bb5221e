/* SPDX-License-Identifier: MIT */
/* Purpose: While a thread that goro did not start could still wake somebody, waiting goroutines are
   no deadlock. */
/* Options: -pthread */
/* Foreign: support/foreign-sleep.c */
#include "support/check.h"
#include <pthread.h>

extern int foreign_sleep (int ms);

static goro_chan (int) out;

static void *run (void *unused)
{
  (void) unused;
  foreign_sleep (150);
  goro_send (out, 1);
  return NULL;
}

static void test (void)
{
  pthread_t thread;

  out = goro_chan_make (int, 1);
  goro_chan (int) first = goro_chan_make (int, 1);
  CHECK (pthread_create (&thread, NULL, run, NULL) == 0);
  goro_send (first, 2);
  CHECK (goro_recv (first) == 2);
  CHECK (goro_recv (out) == 1);
  CHECK (pthread_join (thread, NULL) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
