/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that wait to receive are served in the order in which they came. */
#include "support/check.h"

static goro_chan (int) c;
static int got[10];

static void receiver (int i)
{
  got[i] = goro_recv (c);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  c = goro_chan_make (int, 0);
  goro_wait_group_add (&goroutines_under_test, 10);
  for (int i = 0; i < 10; i++) {
    go receiver (i);
    until_waiting ((unsigned) i + 1);
  }
  for (int i = 0; i < 10; i++)
    goro_send (c, 100 + i);
  goro_wait_group_wait (&goroutines_under_test);
  for (int i = 0; i < 10; i++)
    CHECK (got[i] == 100 + i);
  return 0;
}
