/* SPDX-License-Identifier: MIT */
/* Purpose: What is in a channel is kept, and what a blocked sender sends; so is a channel that only a blocked goroutine has; a channel that
   nobody has is collected with what is in it. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/keep.h"

enum { N = 30 };

typedef goro_chan (struct object *) channel;

static channel buffered, direct;
static uintptr_t hidden[2 * N], lost[N];

static void send_one (struct object *p)
{
  goro_send (direct, p);
}

static void wait_for_ever (channel c)
{
  goro_recv (c);
  CHECK (0);
}

static OPAQUE void prepare (void)
{
  buffered = goro_chan_make (struct object *, N);
  direct = goro_chan_make (struct object *, 0);
  for (int i = 0; i < N; i++) {
    struct object *p = make (), *q = make ();
    hidden[2 * i] = hide (p);
    hidden[2 * i + 1] = hide (q);
    goro_send (buffered, p);
    go send_one (q);
    go wait_for_ever (goro_chan_make (struct object *, 3));
    channel nobodys = goro_chan_make (struct object *, 1);
    p = make ();
    lost[i] = hide (p);
    goro_send (nobodys, p);
  }
}

int main (void)
{
  prepare ();
  until_waiting (2 * N);
  for (int k = 0; k < 3; k++)
    collect ();
  for (int i = 0; i < 2 * N; i++)
    CHECK (kept (hidden[i]));
  CHECK (count_left (lost, N, hidden, 2 * N) < N / 2);
  for (int i = 0; i < N; i++) {
    struct object *p = goro_recv (buffered), *q = goro_recv (direct);
    CHECK (p->tag == hide (p) && q->tag == hide (q));
  }
  return 0;
}
