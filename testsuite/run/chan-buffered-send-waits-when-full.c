/* SPDX-License-Identifier: MIT */
/* Purpose: A buffered channel takes as many values as it has room for; the next send waits. */
#include "support/check.h"

static goro_chan (int) c;
static _Atomic int sent;

static void sender (void)
{
  for (int i = 0; i < 5; i++) {
    goro_send (c, i);
    sent++;
  }
}

int main (void)
{
  c = goro_chan_make (int, 3);
  go sender ();
  goro_sleep (SOON);
  CHECK (sent == 3 && goro_chan_len (c) == 3);
  CHECK (goro_recv (c) == 0);
  goro_sleep (SOON);
  CHECK (sent == 4 && goro_chan_len (c) == 3);
  for (int i = 1; i < 5; i++)
    CHECK (goro_recv (c) == i);
  return 0;
}
