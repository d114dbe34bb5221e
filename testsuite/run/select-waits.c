/* SPDX-License-Identifier: MIT */
/* Purpose: A select without a default waits until one of its channels is ready. */
#include "support/check.h"

static goro_chan (int) a, b, c;

static void user (void)
{
  goro_sleep (SOON);
  goro_send (b, 5);
  goro_sleep (SOON);
  CHECK (goro_recv (c) == 6);
  goro_sleep (SOON);
  goro_close (a);
}

int main (void)
{
  int x = -1;
  bool ok = true;
  a = goro_chan_make (int, 0);
  b = goro_chan_make (int, 0);
  c = goro_chan_make (int, 0);
  go user ();
#define SELECT goro_select (goro_case_recv_ok (a, &x, &ok), goro_case_recv (b, &x), goro_case_send (c, 6))
  CHECK (SELECT == 1 && x == 5);
  CHECK (SELECT == 2);
  CHECK (SELECT == 0 && x == 0 && !ok);
  return 0;
}
