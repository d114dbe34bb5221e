/* SPDX-License-Identifier: MIT */
/* Purpose: goro_case_recv_ok tells an element from the zeroes of a closed channel, ready or waited for. */
#include "support/check.h"

static goro_chan (long) c, never;

static void send_and_close (void)
{
  goro_sleep (SOON);
  goro_send (c, 3);
  goro_sleep (SOON);
  goro_close (c);
}

int main (void)
{
  long v = -1;
  bool ok = false;
  never = goro_chan_make (long, 0);
  c = goro_chan_make (long, 1);
  goro_send (c, 2);
  CHECK (goro_select (goro_case_recv_ok (c, &v, &ok)) == 0 && v == 2 && ok);
  go send_and_close ();
  ok = false;
  CHECK (goro_select (goro_case_recv_ok (c, &v, &ok), goro_case_recv (never, &v)) == 0 && v == 3 && ok);
  CHECK (goro_select (goro_case_recv_ok (c, &v, &ok), goro_case_recv (never, &v)) == 0 && v == 0 && !ok);
  v = -1, ok = true;
  CHECK (goro_select (goro_case_recv_ok (c, &v, &ok), goro_default) == 0 && v == 0 && !ok);
  return 0;
}
