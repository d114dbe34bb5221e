/* SPDX-License-Identifier: MIT */
/* Purpose: A channel may be freed as soon as its last operation has returned, whoever it was made with. */
#include "support/check.h"

static void answer (goro_chan (int) reply, int v)
{
  goro_send (reply, v);
}

static void wait_for_close (goro_chan (int) c)
{
  CHECK (!goro_recv_ok (c, NULL));
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  for (int i = 0; i < 2000; i++) {
    goro_chan (int) reply = goro_chan_make (int, i % 2);
    go answer (reply, i);
    CHECK (goro_recv (reply) == i);
    goro_chan_free (reply);
  }
  goro_chan (int) c = goro_chan_make (int, 0);
  goro_wait_group_add (&goroutines_under_test, 10);
  for (int i = 0; i < 10; i++)
    go wait_for_close (c);
  goro_sleep (SOON);
  goro_close (c);
  goro_wait_group_wait (&goroutines_under_test);
  goro_chan_free (c);
  return 0;
}
