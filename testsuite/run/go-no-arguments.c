/* SPDX-License-Identifier: MIT */
/* Purpose: go f () with a function without parameters. */
#include "support/check.h"

static goro_chan (int) done;

static void tell (void)
{
  goro_send (done, 7);
}

int main (void)
{
  done = goro_chan_make (int, 0);
  go tell ();
  CHECK (goro_recv (done) == 7);
  return 0;
}
