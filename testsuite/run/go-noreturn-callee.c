/* SPDX-License-Identifier: MIT */
/* Purpose: A callee declared noreturn does not end the function that starts it. */
#include "support/check.h"

static _Noreturn void tell_for_ever (goro_chan (int) out, int x)
{
  for (;;)
    goro_send (out, x++);
}

static _Noreturn void tell_and_exit (goro_chan (int) out, int x)
{
  goro_send (out, x);
  goro_exit ();
}

static void test (void)
{
  goro_chan (int) out = goro_chan_make (int, 0);
  go tell_for_ever (out, 1);
  CHECK (goro_recv (out) == 1);
  CHECK (goro_recv (out) == 2);
  out = goro_chan_make (int, 0);
  go tell_and_exit (out, 9);
  CHECK (goro_recv (out) == 9);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
