/* SPDX-License-Identifier: MIT */
/* Purpose: Sleepers wake in the order of their durations, whatever the order they started in. */
#include "support/check.h"

static goro_chan (int) out;

static void nap (int n)
{
  goro_sleep ((int64_t) n * 20 * GORO_MILLISECOND);
  goro_send (out, n);
}

static void test (void)
{
  static const int order[] = { 7, 2, 5, 1, 8, 3, 6, 4 };

  out = goro_chan_make (int, 0);
  for (int i = 0; i < 8; i++)
    go nap (order[i]);
  for (int i = 1; i <= 8; i++)
    CHECK (goro_recv (out) == i);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
