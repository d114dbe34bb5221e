/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine blocked in a select has its stack shrunk by another: each case still
   knows its element. */
#include "support/check.h"

static goro_chan (long) a, b, done;
static goro_chan (int) started;

static void selector (void)
{
  long x = -1, y = -2;
  bool ok = false;

  grow (300);
  goro_send (started, 1);
  switch (goro_select (goro_case_recv (a, &x), goro_case_recv_ok (b, &y, &ok))) {
  case 0:
    CHECK (x == 100 && y == -2 && !ok);
    break;
  case 1:
    CHECK (x == -1 && y == 200 && ok);
    break;
  default:
    abort ();
  }
  goro_send (done, x + y);
}

int main (void)
{
  a = goro_chan_make (long, 0);
  b = goro_chan_make (long, 0);
  done = goro_chan_make (long, 0);
  started = goro_chan_make (int, 0);
  go selector ();
  go selector ();
  goro_recv (started);
  goro_recv (started);
  until_waiting (2);
  for (int i = 0; i < 10; i++)
    goro_stack_shrink_parked ();
  goro_send (b, 200);
  goro_send (a, 100);
  long sum = goro_recv (done) + goro_recv (done);
  CHECK (sum == 199 + 98);
  return 0;
}
