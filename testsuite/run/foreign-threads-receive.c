/* SPDX-License-Identifier: MIT */
/* Purpose: Threads that goro did not start block in receive and in select, and are woken by
   goroutines; threads and goroutines pass values to each other in turn. */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>

static goro_chan (int) there, back, stop;

static void *run (void *unused)
{
  int n;
  long handled = 0;

  (void) unused;
  while (goro_select (goro_case_recv (there, &n), goro_case_recv (stop, NULL)) == 0) {
    goro_send (back, n + 1);
    handled++;
  }
  return (void *) handled;
}

static void test (void)
{
  pthread_t threads[3];
  long handled = 0;

  there = goro_chan_make (int, 0);
  back = goro_chan_make (int, 0);
  stop = goro_chan_make (int, 0);
  for (int i = 0; i < 3; i++)
    CHECK (pthread_create (&threads[i], NULL, run, NULL) == 0);
  for (int i = 0; i < 200; i++) {
    goro_send (there, i);
    CHECK (goro_recv (back) == i + 1);
  }
  goro_close (stop);
  for (int i = 0; i < 3; i++) {
    void *result;
    CHECK (pthread_join (threads[i], &result) == 0);
    handled += (long) result;
  }
  CHECK (handled == 200);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
