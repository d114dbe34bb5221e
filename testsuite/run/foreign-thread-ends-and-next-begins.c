/* SPDX-License-Identifier: MIT */
/* Purpose: Threads that goro did not start use channels and end, hundreds of them one after the other. */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>

static goro_chan (int) out;

static void *run (void *p)
{
  goro_send (out, *(int *) p);
  return NULL;
}

static void test (void)
{
  static int numbers[200];
  pthread_t thread;

  out = goro_chan_make (int, 0);
  for (int i = 0; i < 200; i++) {
    numbers[i] = i;
    CHECK (pthread_create (&thread, NULL, run, &numbers[i]) == 0);
    CHECK (goro_recv (out) == i);
    CHECK (pthread_join (thread, NULL) == 0);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
