/* SPDX-License-Identifier: MIT */
/* Sleeping.  sleep-1000: 1000 goroutines sleep 1 ms each, time until all are
   done.  sleep-50us-overshoot: how much longer than 50 us a sleep of 50 us takes, the median
   (here the clock is read around each sleep).
   Procs: 1 2
   Goal: sleep-50us-overshoot <60  */
#include <goro.h>
#include "bench.h"

enum { COUNT = 1000, WARM = 5, ROUNDS = 100, SLEEPS = 1001, NAP = 50000 };

static goro_wait_group all;
static int64_t overshoot[SLEEPS];

static void sleeper (void)
{
  goro_sleep (1000000);
  goro_wait_group_done (&all);
}

static void rounds (int n)
{
  for (int r = 0; r < n; r++) {
    goro_wait_group_add (&all, COUNT);
    for (int i = 0; i < COUNT; i++)
      go sleeper ();
    goro_wait_group_wait (&all);
  }
}

static int ascending (const void *a, const void *b)
{
  int64_t x = *(const int64_t *) a, y = *(const int64_t *) b;
  return (x > y) - (x < y);
}

int main (void)
{
  rounds (WARM);
  int64_t start = now ();
  rounds (ROUNDS);
  report ("sleep-1000", (now () - start) / 1e6 / ROUNDS, "ms");

  for (int i = 0; i < SLEEPS; i++) {
    start = now ();
    goro_sleep (NAP);
    overshoot[i] = now () - start - NAP;
  }
  qsort (overshoot, SLEEPS, sizeof overshoot[0], ascending);
  report ("sleep-50us-overshoot", overshoot[SLEEPS / 2] / 1e3, "us");
  return 0;
}
