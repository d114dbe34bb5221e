/* SPDX-License-Identifier: MIT */
/* Buffered channels.  channel-buffered-128: one goroutine sends, another
   receives, room for 128: time of one message.  channel-buffered-self: the same goroutine
   sends and receives, nobody waits: time of the two together.
   Procs: 1 2  */
#include <goro.h>
#include "bench.h"

enum { WARM = 10000, MESSAGES = 8000000 };

static void send_all (goro_chan (int) out, int n)
{
  for (int i = 0; i < n; i++)
    goro_send (out, i);
}

static int stream (goro_chan (int) c, int n)
{
  int sum = 0;
  go send_all (c, n);
  for (int i = 0; i < n; i++)
    sum += goro_recv (c);
  return sum;
}

static int self (goro_chan (int) c, int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++) {
    goro_send (c, i);
    sum += goro_recv (c);
  }
  return sum;
}

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 128);

  stream (c, WARM);
  int64_t start = now ();
  stream (c, MESSAGES);
  report ("channel-buffered-128", (double) (now () - start) / MESSAGES, "ns");

  self (c, WARM);
  start = now ();
  self (c, MESSAGES);
  report ("channel-buffered-self", (double) (now () - start) / MESSAGES, "ns");
  return 0;
}
