/* SPDX-License-Identifier: MIT */
/* Start 1000 goroutines, one after the other added to a wait group, and
   wait for them: time of the whole.
   Procs: 1 2  */
#include <goro.h>
#include "bench.h"

enum { COUNT = 1000, WARM = 20, ROUNDS = 1000 };

static goro_wait_group all;

static void finish (void)
{
  goro_wait_group_done (&all);
}

static void rounds (int n)
{
  for (int r = 0; r < n; r++) {
    for (int i = 0; i < COUNT; i++) {
      goro_wait_group_add (&all, 1);
      go finish ();
    }
    goro_wait_group_wait (&all);
  }
}

int main (void)
{
  rounds (WARM);
  int64_t start = now ();
  rounds (ROUNDS);
  report ("wait-group-1000", (now () - start) / 1e3 / ROUNDS, "us");
  return 0;
}
