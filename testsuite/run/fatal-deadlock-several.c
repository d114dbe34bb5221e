/* SPDX-License-Identifier: MIT */
/* Purpose: A deadlock of several goroutines, after they have run for a while. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock!$ */
#include "support/check.h"

static goro_chan (int) a, b;

static void pass (goro_chan (int) in, goro_chan (int) out)
{
  for (int i = 0; i < 10; i++)
    goro_send (out, goro_recv (in));
}

int main (void)
{
  a = goro_chan_make (int, 0);
  b = goro_chan_make (int, 0);
  go pass (a, b);
  go pass (b, a);
  goro_send (a, 1);
  goro_wait_group_add (&goroutines_under_test, 1);
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
