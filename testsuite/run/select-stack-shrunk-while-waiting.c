/* SPDX-License-Identifier: MIT */
/* Purpose: The stacks of goroutines that wait in selects are shrunk by another: elements and flags
     arrive where the locals stand now. */
#include "support/check.h"

static goro_chan (long) c[3];
static goro_chan (int) started;

static void receiver (void)
{
  long v[3] = { -1, -1, -1 };
  bool ok[3] = { false, false, false };
  grow (300);
  goro_send (started, 1);
  int k = goro_select (goro_case_recv_ok (c[0], &v[0], &ok[0]), goro_case_recv_ok (c[1], &v[1], &ok[1]),
                       goro_case_recv_ok (c[2], &v[2], &ok[2]));
  for (int i = 0; i < 3; i++)
    CHECK (i == k ? v[i] == 100 + k && ok[i] : v[i] == -1 && !ok[i]);
  goro_wait_group_done (&goroutines_under_test);
}

static void sender (int k)
{
  long never = 7;
  grow (300);
  goro_send (started, 1);
  CHECK (goro_select (goro_case_send (c[k], 100 + k), goro_case_recv (c[k], &never)) == 0 && never == 7);
}

int main (void)
{
  started = goro_chan_make (int, 0);
  for (int i = 0; i < 3; i++)
    c[i] = goro_chan_make (long, 0);
  for (int way = 0; way < 2; way++) {
    goro_wait_group_add (&goroutines_under_test, 12);
    for (int i = 0; i < 12; i++) {
      go receiver ();
      goro_recv (started);
    }
    if (way == 0)
      for (int i = 0; i < 10; i++)
        goro_stack_shrink_parked ();
    goro_sleep (SOON);
    goro_stack_shrink_parked ();
    for (int i = 0; i < 12; i++) {
      go sender (i % 3);
      goro_recv (started);
      goro_stack_shrink_parked ();
    }
    goro_wait_group_wait (&goroutines_under_test);
  }
  return 0;
}
