/* SPDX-License-Identifier: MIT */
/* Purpose: Closing a channel wakes everyone who waits to receive from it, with zeroes. */
#include "support/check.h"

struct element { long a[5]; };

static goro_chan (struct element) c;
static _Atomic int woken;

static void receiver (void)
{
  struct element e = { { 1, 2, 3, 4, 5 } };
  CHECK (!goro_recv_ok (c, &e));
  for (int i = 0; i < 5; i++)
    CHECK (e.a[i] == 0);
  woken++;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  c = goro_chan_make (struct element, 0);
  goro_wait_group_add (&goroutines_under_test, 20);
  for (int i = 0; i < 20; i++)
    go receiver ();
  until_waiting (20);
  CHECK (woken == 0);
  goro_close (c);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (woken == 20);
  return 0;
}
