/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine that has been deep and waits has its stack halved by each collection until a quarter is in use; what it
   sends from there, receives to there and selects into there is right. */
#include "support/check.h"

enum { N = 30 };

static goro_chan (long) sent, received, other;
static goro_chan (int) started;
static goro_wait_group finished;

static void sender (long i)
{
  long local = i;
  grow (300);
  CHECK (goro_stack_size () >= 65536);
  goro_send (started, 1);
  goro_send (sent, local * 3);
  CHECK (local == i && goro_stack_size () <= 8192);
  goro_wait_group_done (&finished);
}

static void receiver (long i)
{
  long before = i, value = -1, after = i;
  grow (300);
  goro_send (started, 1);
  if (i % 2)
    goro_recv_ok (received, &value);
  else
    switch (goro_select (goro_case_recv (other, &after), goro_case_recv (received, &value))) {
    case 1:
      break;
    default:
      abort ();
    }
  CHECK (before == i && after == i && value >= 1000 && goro_stack_size () <= 8192);
  goro_wait_group_done (&finished);
}

int main (void)
{
  long sum = 0;
  sent = goro_chan_make (long, 0);
  received = goro_chan_make (long, 0);
  other = goro_chan_make (long, 0);
  started = goro_chan_make (int, 0);
  goro_wait_group_add (&finished, 2 * N);
  for (long i = 0; i < N; i++) {
    go sender (i);
    go receiver (i);
  }
  for (int i = 0; i < 2 * N; i++)
    goro_recv (started);
  until_waiting (2 * N);
  for (int i = 0; i < 8; i++)
    goro_gc ();
  for (long i = 0; i < N; i++) {
    sum += goro_recv (sent);
    goro_send (received, 1000 + i);
  }
  goro_wait_group_wait (&finished);
  CHECK (sum == 3L * N * (N - 1) / 2);
  return 0;
}
