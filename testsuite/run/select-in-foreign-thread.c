/* SPDX-License-Identifier: MIT */
/* Purpose: A thread that goro did not start waits in a select. */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>

static goro_chan (int) a, b;

static void *sum_up (void *arg)
{
  int v, open = 2;
  bool ok;
  while (open > 0) {
    int k = goro_select (goro_case_recv_ok (a, &v, &ok), goro_case_recv_ok (b, &v, &ok));
    if (ok)
      *(long *) arg += v;
    else if (open--, k == 0)
      a = NULL;
    else
      b = NULL;
  }
  return arg;
}

static void count (goro_chan (int) c, int n)
{
  for (int i = 0; i < n; i++)
    goro_send (c, 1);
  goro_close (c);
}

int main (void)
{
  static long sum;
  pthread_t thread;
  a = goro_chan_make (int, 0);
  b = goro_chan_make (int, 0);
  go count (a, 300);
  go count (b, 200);
  CHECK (pthread_create (&thread, NULL, sum_up, &sum) == 0);
  CHECK (pthread_join (thread, NULL) == 0);
  CHECK (sum == 500);
  return 0;
}
