/* SPDX-License-Identifier: MIT */
/* Start and finish goroutines that do nothing else, in batches of 1024.
   Procs: 1 2
   Goal: start-finish 0.25  */
#include <goro.h>
#include "bench.h"

enum { BATCH = 1024, WARM = 20, ROUNDS = 1000 };

static goro_wait_group all;

static void finish (void)
{
  goro_wait_group_done (&all);
}

static void rounds (int n)
{
  for (int r = 0; r < n; r++) {
    goro_wait_group_add (&all, BATCH);
    for (int i = 0; i < BATCH; i++)
      go finish ();
    goro_wait_group_wait (&all);
  }
}

int main (void)
{
  rounds (WARM);
  int64_t start = now ();
  rounds (ROUNDS);
  report ("start-finish", (double) (now () - start) / ROUNDS / BATCH, "ns");
  return 0;
}
