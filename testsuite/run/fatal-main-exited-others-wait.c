/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutine 1 has ended by goro_exit and the others wait for ever: fatal. */
/* Exit: 2 */
/* Stderr: ^fatal error: .*deadlock!$ */
#include "support/check.h"

static goro_chan (int) never;

static void run (void)
{
  goro_recv (never);
}

int main (void)
{
  never = goro_chan_make (int, 0);
  go run ();
  goro_exit ();
}
