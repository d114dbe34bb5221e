/* SPDX-License-Identifier: MIT */
/* Purpose: With every stack moved at every scan, goroutines send, receive and select from and to their stacks, wait for
   mutexes and sleep, while collections follow one another. */
/* Env: GORODEBUG=gcshrinkstress=1 */
#include "support/check.h"

enum { N = 12, ROUNDS = 150 };

static goro_chan (long) c, d;
static goro_mutex mutex;
static goro_wait_group finished;
static _Atomic int running = 2 * N;
static long shared;

static OPAQUE void put (long *value, int i)
{
  long copy[4] = { *value, 1, 2, 3 };
  if (i % 2)
    goro_send (c, copy[0]);
  else
    goro_send (d, copy[0]);
  CHECK (copy[1] == 1 && copy[2] == 2 && copy[3] == 3 && copy[0] == *value);
}

static void sender (int id)
{
  for (int i = 0; i < ROUNDS; i++) {
    long value = id * 1000 + i;
    put (&value, i);
    if (i % 16 == 0)
      grow (id);
  }
  running--;
  goro_wait_group_done (&finished);
}

static void receiver (int id)
{
  for (int i = 0; i < ROUNDS; i++) {
    long x = -1, y = -1;
    bool ok = false;
    switch (goro_select (goro_case_recv (c, &x), goro_case_recv_ok (d, &y, &ok))) {
    case 0:
      CHECK (x >= 0 && y == -1 && !ok);
      break;
    default:
      CHECK (x == -1 && y >= 0 && ok);
      x = y;
    }
    goro_mutex_lock (&mutex);
    shared += x;
    if (i % 50 == id)
      goro_sleep (1000);
    goro_mutex_unlock (&mutex);
  }
  running--;
  goro_wait_group_done (&finished);
}

int main (void)
{
  c = goro_chan_make (long, 0);
  d = goro_chan_make (long, 0);
  goro_wait_group_add (&finished, 2 * N);
  for (int i = 0; i < N; i++) {
    go sender (i);
    go receiver (i);
  }
  while (running > 0)
    goro_gc ();
  goro_wait_group_wait (&finished);
  long all = 0;
  for (long id = 0; id < N; id++)
    for (long i = 0; i < ROUNDS; i++)
      all += id * 1000 + i;
  CHECK (shared == all);
  return 0;
}
