/* SPDX-License-Identifier: MIT */
/* Purpose: Many senders and receivers on one channel: every value arrives exactly once. */
#include "support/check.h"

enum { SENDERS = 10, EACH = 1000, RECEIVERS = 7 };

static goro_chan (int) c;
static _Atomic unsigned char seen[SENDERS * EACH];
static goro_wait_group senders;

static void sender (int first)
{
  for (int i = first; i < first + EACH; i++)
    goro_send (c, i);
  goro_wait_group_done (&senders);
}

static void receiver (void)
{
  goro_range (v, c)
    seen[v]++;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  for (int room = 0; room < 20; room += 10) {
    c = goro_chan_make (int, room);
    goro_wait_group_add (&senders, SENDERS);
    goro_wait_group_add (&goroutines_under_test, RECEIVERS);
    for (int i = 0; i < RECEIVERS; i++)
      go receiver ();
    for (int i = 0; i < SENDERS; i++)
      go sender (i * EACH);
    goro_wait_group_wait (&senders);
    goro_close (c);
    goro_wait_group_wait (&goroutines_under_test);
    for (int i = 0; i < SENDERS * EACH; i++)
      CHECK (seen[i] == 1 + room / 10);
  }
  return 0;
}
