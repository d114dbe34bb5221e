/* SPDX-License-Identifier: MIT */
/* Purpose: goro_try_send sends to a waiting receiver or into free room, and else does nothing. */
#include "support/check.h"

static goro_chan (int) c;

static void receiver (void)
{
  CHECK (goro_recv (c) == 5);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_chan (int) b = goro_chan_make (int, 2);
  CHECK (goro_try_send (b, 1));
  CHECK (goro_try_send (b, 2));
  CHECK (!goro_try_send (b, 3));
  CHECK (goro_recv (b) == 1 && goro_recv (b) == 2 && goro_chan_len (b) == 0);

  c = goro_chan_make (int, 0);
  CHECK (!goro_try_send (c, 4));
  goro_wait_group_add (&goroutines_under_test, 1);
  go receiver ();
  until_waiting (1);
  CHECK (goro_try_send (c, 5));
  CHECK (!goro_try_send (c, 6));
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
