/* SPDX-License-Identifier: MIT */
/* Purpose: goro_spawn starts a goroutine that uses channels. */
#include "support/check.h"

static goro_chan (void *) c;

static void sender (void *arg)
{
  goro_send (c, arg);
}

int main (void)
{
  c = goro_chan_make (void *, 0);
  goro_spawn (sender, &goroutines_under_test);
  CHECK (goro_recv (c) == &goroutines_under_test);
  return 0;
}
