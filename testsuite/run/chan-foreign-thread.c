/* SPDX-License-Identifier: MIT */
/* Purpose: A thread that goro did not start sends and receives; it waits as a thread does. */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>

static goro_chan (int) in, out;

static void *echo (void *arg)
{
  goro_range (v, in)
    goro_send (out, v + 1);
  goro_close (out);
  return arg;
}

static void feed (int n)
{
  for (int i = 0; i < n; i++)
    goro_send (in, i);
  goro_close (in);
}

int main (void)
{
  pthread_t thread;
  int sum = 0;
  in = goro_chan_make (int, 0);
  out = goro_chan_make (int, 2);
  CHECK (pthread_create (&thread, NULL, echo, NULL) == 0);
  go feed (500);
  goro_range (v, out)
    sum += v;
  CHECK (sum == 500 * 501 / 2);
  CHECK (pthread_join (thread, NULL) == 0);
  return 0;
}
