/* SPDX-License-Identifier: MIT */
/* Purpose: On one P, goroutines that wait on channels leave it to those that can run. */
/* Procs: 1 */
#include "support/check.h"

static goro_chan (int) never, done;

static void waits (void)
{
  goro_recv (never);
}

static void works (int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += i & 1;
  goro_send (done, sum);
}

int main (void)
{
  int sum = 0;
  never = goro_chan_make (int, 0);
  done = goro_chan_make (int, 0);
  for (int i = 0; i < 100; i++) {
    go waits ();
    go works (1000);
  }
  for (int i = 0; i < 100; i++)
    sum += goro_recv (done);
  CHECK (sum == 50000);
  return 0;
}
