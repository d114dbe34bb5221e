/* SPDX-License-Identifier: MIT */
/* Purpose: Values sent on an unbuffered channel arrive in the order in which they were sent. */
#include "support/check.h"

static goro_chan (int) c;

static void send_all (int n)
{
  for (int i = 0; i < n; i++)
    goro_send (c, i);
}

int main (void)
{
  c = goro_chan_make (int, 0);
  go send_all (10000);
  for (int i = 0; i < 10000; i++)
    CHECK (goro_recv (c) == i);
  return 0;
}
