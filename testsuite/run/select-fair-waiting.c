/* SPDX-License-Identifier: MIT */
/* Purpose: Two goroutines that always have something to send are both served by a select. */
#include "support/check.h"

static goro_chan (int) a, b, stop;

static void sender (goro_chan (int) c)
{
  int x;
  goro_send (c, 0);
  while (goro_select (goro_case_send (c, 1), goro_case_recv (stop, &x)) == 0)
    ;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  int from_a = 0, from_b = 0, x;
  a = goro_chan_make (int, 0);
  b = goro_chan_make (int, 0);
  stop = goro_chan_make (int, 0);
  goro_wait_group_add (&goroutines_under_test, 2);
  go sender (a);
  go sender (b);
  goro_recv (a);
  goro_recv (b);
  /* The system may keep a sender's thread from running for a while: as long as it takes.  */
  for (int i = 0; i < 5000 || from_a <= 100 || from_b <= 100; i++)
    if (goro_select (goro_case_recv (a, &x), goro_case_recv (b, &x)) == 0)
      from_a++;
    else
      from_b++;
  goro_close (stop);
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
