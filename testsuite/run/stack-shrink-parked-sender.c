/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine blocked in a send has its stack shrunk by another: the element is read
   from where its local stands now. */
#include "support/check.h"

struct element { long a[8]; };

static goro_chan (struct element) out;
static goro_chan (int) started;

static void sender (long id)
{
  struct element e = { { id, 1, 2, 3, 4, 5, 6, id } };

  grow (300);
  goro_send (started, 1);
  goro_send (out, e);
}

int main (void)
{
  long sum = 0;

  out = goro_chan_make (struct element, 0);
  started = goro_chan_make (int, 0);
  for (long i = 0; i < 10; i++)
    go sender (i);
  for (int i = 0; i < 10; i++)
    goro_recv (started);
  until_waiting (10);
  for (int i = 0; i < 10; i++)
    goro_stack_shrink_parked ();
  for (int i = 0; i < 10; i++) {
    struct element e = goro_recv (out);
    CHECK (e.a[0] == e.a[7] && e.a[3] == 3);
    sum += e.a[0];
  }
  CHECK (sum == 45);
  return 0;
}
