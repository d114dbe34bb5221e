/* SPDX-License-Identifier: MIT */
/* Purpose: 100,000 goroutines parked at once, each with a local on its stack, wake and end. */
#include "support/check.h"

enum { MANY = 100000 };

static goro_chan (int) gate;
static _Atomic int parked;
static _Atomic long sum;

static void run (int id)
{
  int local = id;

  parked++;
  goro_recv_ok (gate, &local);
  sum += id + local;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  gate = goro_chan_make (int, 0);
  goro_wait_group_add (&goroutines_under_test, MANY);
  for (int i = 0; i < MANY; i++)
    go run (i);
  while (parked < MANY)
    goro_yield ();
  CHECK (goro_count () == MANY + 1);
  goro_close (gate);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (sum == (long) MANY * (MANY - 1) / 2);
  return 0;
}
