/* SPDX-License-Identifier: MIT */
/* Purpose: Numbers of goroutines are unique and never zero; goro_count counts those that have
   not ended. */
#include "support/check.h"

enum { MANY = 100 };

static goro_chan (uint64_t) ids;
static goro_chan (int) gate;

static void run (void)
{
  uint64_t id = goro_self ();

  goro_send (ids, id);
  goro_recv (gate);
  CHECK (goro_self () == id);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  static uint64_t seen[MANY];

  ids = goro_chan_make (uint64_t, 0);
  gate = goro_chan_make (int, 0);
  CHECK (goro_count () == 1 && goro_self () == 1);
  goro_wait_group_add (&goroutines_under_test, MANY);
  for (int i = 0; i < MANY; i++)
    go run ();
  CHECK (goro_count () == 1 + MANY);
  for (int i = 0; i < MANY; i++) {
    seen[i] = goro_recv (ids);
    CHECK (seen[i] > 1);
    for (int k = 0; k < i; k++)
      CHECK (seen[i] != seen[k]);
  }
  CHECK (goro_count () == 1 + MANY);
  goro_close (gate);
  goro_wait_group_wait (&goroutines_under_test);
  while (goro_count () > 1)
    goro_yield ();
  return 0;
}
