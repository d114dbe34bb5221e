/* SPDX-License-Identifier: MIT */
/* Purpose: Two goroutines that hand over to each other by channel, so that each is always next, do
   not starve a third one on the only P. */
/* Procs: 1 */
#include "support/check.h"

static goro_chan (int) ping, pong;
static _Atomic int stop, rallies;

static void player (goro_chan (int) in, goro_chan (int) out)
{
  for (;;) {
    int n = goro_recv (in);
    rallies++;
    goro_send (out, n);
  }
}

static void third (void)
{
  stop = 1;
}

int main (void)
{
  ping = goro_chan_make (int, 0);
  pong = goro_chan_make (int, 0);
  go player (ping, pong);
  go player (pong, ping);
  goro_send (ping, 1);
  while (rallies < 10)
    goro_yield ();
  go third ();
  while (!stop)
    goro_sleep (GORO_MILLISECOND);
  return 0;
}
