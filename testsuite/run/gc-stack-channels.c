/* SPDX-License-Identifier: MIT */
/* Purpose: What is in a channel is kept, and what a blocked sender sends; so is a channel that only a blocked goroutine has; a channel that
   nobody has is collected with what is in it. */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/keep.h"

enum { N = 30 };

typedef goro_chan (struct object *) channel;

static channel buffered, direct;
static uintptr_t hidden[2 * N], lost[N], waited_for[N];
static goro_wait_group woken;

static void send_one (struct object *p)
{
  goro_send (direct, p);
}

/* It has nothing but the channel, and needs that no more when it has got something.  */
static void wait_for_one (channel c)
{
  CHECK (goro_recv (c) == NULL);
  goro_wait_group_done (&woken);
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
    channel only_theirs = goro_chan_make (struct object *, 3);
    waited_for[i] = hide ((void *) only_theirs);
    go wait_for_one (only_theirs);
    channel nobodys = goro_chan_make (struct object *, 1);
    p = make ();
    lost[i] = hide (p);
    goro_send (nobodys, p);
  }
}

int main (void)
{
  goro_wait_group_add (&woken, N);
  prepare ();
  until_waiting (2 * N);
  for (int k = 0; k < 3; k++)
    collect ();
  for (int i = 0; i < 2 * N; i++)
    CHECK (kept (hidden[i]));
  CHECK (count_left (lost, N, hidden, 2 * N) < N / 2);
  for (int i = 0; i < N; i++)
    goro_send ((channel) ~waited_for[i], NULL);
  goro_wait_group_wait (&woken);
  for (int i = 0; i < N; i++) {
    struct object *p = goro_recv (buffered), *q = goro_recv (direct);
    CHECK (p->tag == hide (p) && q->tag == hide (q));
  }
  return 0;
}
