/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that wake each other all the time on the only P do not keep others, made
   runnable from outside, from their turn. */
/* Procs: 1 */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>

static goro_chan (int) ping, pong;
static _Atomic int stop;

static void player (goro_chan (int) in, goro_chan (int) out)
{
  for (;;)
    goro_send (out, goro_recv (in));
}

static void other (void *p)
{
  (void) p;
  stop = 1;
}

static void *outside (void *p)
{
  goro_spawn (other, p); /* no P here: through the global queue */
  return NULL;
}

int main (void)
{
  pthread_t thread;

  ping = goro_chan_make (int, 0);
  pong = goro_chan_make (int, 0);
  go player (ping, pong);
  go player (pong, ping);
  goro_send (ping, 1);
  CHECK (pthread_create (&thread, NULL, outside, NULL) == 0);
  while (!stop)
    goro_yield ();
  pthread_join (thread, NULL);
  return 0;
}
