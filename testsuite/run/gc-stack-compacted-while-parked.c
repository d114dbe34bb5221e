/* SPDX-License-Identifier: MIT */
/* Purpose: Thousands of goroutines that wait over several collections are compacted, keep what they have on their stacks, and go
   on: after a send, a receive, a select, a mutex, a sleep. */
#include "support/check.h"

enum { N = 3000 };

static goro_chan (long) sent, received, never;
static goro_mutex mutex;
static goro_wait_group finished, woken;
static _Atomic long sum;

struct part {
  struct part *self;
  long value;
};

static void wait_somehow (long i)
{
  struct part p = { &p, i };
  long value = -1, other = -1;
  switch (i % 5) {
  case 0:
    goro_send (sent, p.value);
    value = i;
    break;
  case 1:
    goro_recv_ok (received, &value);
    break;
  case 2:
    CHECK (goro_select (goro_case_recv (never, &other), goro_case_recv (received, &value)) == 1 && other == -1);
    break;
  case 3:
    goro_mutex_lock (&mutex);
    value = i;
    goro_mutex_unlock (&mutex);
    break;
  default:
    goro_sleep (300 * GORO_MILLISECOND);
    value = i;
  }
  CHECK (p.self == &p && p.self->value == i);
  grow ((int) (i % 7) * 3);
  CHECK (p.self == &p && p.value == i);
  sum += value;
  goro_wait_group_done (&finished);
}

static void receive_all (void)
{
  for (int i = 0; i < N / 5; i++)
    sum += goro_recv (sent);
  goro_wait_group_done (&woken);
}

int main (void)
{
  sent = goro_chan_make (long, 0);
  received = goro_chan_make (long, 0);
  never = goro_chan_make (long, 0);
  for (int round = 0; round < 2; round++) {
    sum = 0;
    goro_mutex_lock (&mutex);
    goro_wait_group_add (&finished, N);
    for (long i = 0; i < N; i++)
      go wait_somehow (i);
    goro_sleep (SOON);
    for (int i = 0; i < 4; i++)
      goro_gc ();
    goro_wait_group_add (&woken, 1);
    go receive_all ();
    for (int i = 0; i < 2 * N / 5; i++)
      goro_send (received, 7);
    goro_mutex_unlock (&mutex);
    goro_wait_group_wait (&woken);
    goro_wait_group_wait (&finished);
    long all = 0;
    for (long i = 0; i < N; i++)
      all += i % 5 == 1 || i % 5 == 2 ? 7 : i % 5 == 0 ? 2 * i : i;
    CHECK (sum == all);
  }
  return 0;
}
