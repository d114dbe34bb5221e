/* SPDX-License-Identifier: MIT */
/* Purpose: Two goroutines that wake each other all the time leave the P to a third in between. */
/* Procs: 1 */
#include "support/check.h"

static goro_chan (int) there, back;
static _Atomic bool third_ran;

static void player (void)
{
  for (;;)
    goro_send (back, goro_recv (there));
}

static void third (void)
{
  third_ran = true;
}

int main (void)
{
  there = goro_chan_make (int, 0);
  back = goro_chan_make (int, 0);
  go player ();
  goro_send (there, 0);
  goro_recv (back);
  go third ();
  go player ();
  while (!third_ran) {
    goro_send (there, 1);
    goro_recv (back);
  }
  return 0;
}
