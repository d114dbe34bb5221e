/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine blocked in a receive has its stack shrunk by another: the element is
   delivered to where its local stands now. */
#include "support/check.h"

struct element { long a[8]; };

static goro_chan (struct element) in;
static goro_chan (int) started, done;

static void receiver (int id)
{
  struct element e = { { 0 } };
  int check = id, *p = &check;

  grow (300);
  goro_send (started, 1);
  bool ok = goro_recv_ok (in, &e);
  CHECK (ok && *p == id && p == &check);
  for (int i = 0; i < 8; i++)
    CHECK (e.a[i] == e.a[0] + i);
  CHECK (goro_stack_size () <= 64 * 1024);
  goro_send (done, 1);
}

int main (void)
{
  in = goro_chan_make (struct element, 0);
  started = goro_chan_make (int, 0);
  done = goro_chan_make (int, 0);
  for (int i = 0; i < 10; i++)
    go receiver (i);
  for (int i = 0; i < 10; i++)
    goro_recv (started);
  until_waiting (10);
  for (int i = 0; i < 10; i++)
    goro_stack_shrink_parked ();
  for (long i = 0; i < 10; i++) {
    struct element e = { { i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6, i + 7 } };
    goro_send (in, e);
  }
  for (int i = 0; i < 10; i++)
    goro_recv (done);
  return 0;
}
