/* SPDX-License-Identifier: MIT */
/* Purpose: go with a weak function, for which the plugin makes no second name. */
#include "support/check.h"

static goro_chan (int) out;

__attribute__ ((weak)) void tell (int x)
{
  grow (10);
  goro_send (out, x);
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  go tell (3);
  CHECK (goro_recv (out) == 3);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
