/* SPDX-License-Identifier: MIT */
/* Two goroutines and unbuffered channels: time of one message, one way.
   channel-ping-pong: there on one channel, back on another (half of a round
   trip).  channel-stream: one sends, the other receives.
   Procs: 1 2
   Goal: channel-ping-pong 0.25 procs=1
   Goal: channel-ping-pong 0.5 procs=2
   Goal: channel-stream 0.25 procs=1
   Goal: channel-stream 0.5 procs=2  */
#include <goro.h>
#include "bench.h"

enum { WARM = 10000, MESSAGES = 2000000 };

static void echo (goro_chan (int) in, goro_chan (int) out, int n)
{
  for (int i = 0; i < n; i++) {
    int value = goro_recv (in);
    goro_send (out, value);
  }
}

static void send_all (goro_chan (int) out, int n)
{
  for (int i = 0; i < n; i++)
    goro_send (out, i);
}

static int ping_pong (goro_chan (int) ping, goro_chan (int) pong, int round_trips)
{
  int sum = 0;
  go echo (ping, pong, round_trips);
  for (int i = 0; i < round_trips; i++) {
    goro_send (ping, i);
    sum += goro_recv (pong);
  }
  return sum;
}

static int stream (goro_chan (int) c, int n)
{
  int sum = 0;
  go send_all (c, n);
  for (int i = 0; i < n; i++)
    sum += goro_recv (c);
  return sum;
}

int main (void)
{
  goro_chan (int) ping = goro_chan_make (int, 0);
  goro_chan (int) pong = goro_chan_make (int, 0);

  ping_pong (ping, pong, WARM / 2);
  int64_t start = now ();
  ping_pong (ping, pong, MESSAGES / 2);
  report ("channel-ping-pong", (double) (now () - start) / MESSAGES, "ns");

  stream (ping, WARM);
  start = now ();
  stream (ping, MESSAGES);
  report ("channel-stream", (double) (now () - start) / MESSAGES, "ns");
  return 0;
}
