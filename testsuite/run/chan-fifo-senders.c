/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that wait to send are served in the order in which they came. */
#include "support/check.h"

static goro_chan (int) c;

static void sender (int i)
{
  goro_send (c, i);
}

int main (void)
{
  c = goro_chan_make (int, 0);
  for (int i = 0; i < 10; i++) {
    go sender (i);
    until_waiting ((unsigned) i + 1);
  }
  for (int i = 0; i < 10; i++)
    CHECK (goro_recv (c) == i);
  return 0;
}
