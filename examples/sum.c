/* SPDX-License-Identifier: MIT */
/* Four goroutines sum a million numbers each, with one P: that is, one of
   them at a time.  They take turns when they yield, and none is left behind.  */
#include <goro.h>
#include <stdio.h>

enum { GOROUTINES = 4, COUNT = 1000000 };

static void sum (long long first, goro_chan (long long) out)
{
  long long total = 0;
  for (long long i = first; i < first + COUNT; i++) {
    total += i;
    if (i % 10000 == 0)
      goro_yield (); /* polite, not needed: see testsuite/run/sched-*.c */
  }
  goro_send (out, total);
}

int main (void)
{
  /* The same as GOROMAXPROCS=1 in the environment.  */
  goro_set_procs (1);

  goro_chan (long long) out = goro_chan_make (long long, 0);
  for (int i = 0; i < GOROUTINES; i++)
    go sum ((long long) i * COUNT, out); /* an int would do: it is converted as in any call */

  long long total = 0;
  for (int i = 0; i < GOROUTINES; i++)
    total += goro_recv (out);

  printf ("the numbers below %d add up to %lld\n", GOROUTINES * COUNT, total);
  return 0;
}
