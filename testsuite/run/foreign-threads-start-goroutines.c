/* SPDX-License-Identifier: MIT */
/* Purpose: goro_spawn and go from a thread that goro did not start. */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>

static goro_chan (int) out;
static int five = 5;

static void tell (int x) { grow (20); goro_send (out, x); }
static void tell_pointed_to (void *p) { tell (*(int *) p); }

static void *run (void *unused)
{
  (void) unused;
  for (int i = 0; i < 50; i++) {
    goro_spawn (tell_pointed_to, &five);
    go tell (i);
  }
  return NULL;
}

static void test (void)
{
  pthread_t thread;
  int sum = 0;

  out = goro_chan_make (int, 0);
  CHECK (pthread_create (&thread, NULL, run, NULL) == 0);
  for (int i = 0; i < 100; i++)
    sum += goro_recv (out);
  CHECK (sum == 250 + 49 * 25);
  CHECK (pthread_join (thread, NULL) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
