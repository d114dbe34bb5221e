/* SPDX-License-Identifier: MIT */
/* Purpose: A callee declared noreturn does not end the function that starts it. */
#include "support/check.h"

static goro_chan (int) out;

static _Noreturn void tell_for_ever (int x)
{
  for (;;)
    goro_send (out, x++);
}

static _Noreturn void tell_and_exit (int x)
{
  goro_send (out, x);
  goro_exit ();
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  go tell_for_ever (1);
  CHECK (goro_recv (out) == 1);
  CHECK (goro_recv (out) == 2);
  out = goro_chan_make (int, 0);
  go tell_and_exit (9);
  CHECK (goro_recv (out) == 9);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
