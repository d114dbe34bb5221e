/* SPDX-License-Identifier: MIT */
/* Purpose: A send on an unbuffered channel does not return before somebody receives. */
#include "support/check.h"

static goro_chan (int) c;
static _Atomic int returned;

static void sender (void)
{
  goro_send (c, 1);
  returned = 1;
  goro_send (c, 2);
}

int main (void)
{
  c = goro_chan_make (int, 0);
  go sender ();
  until_waiting (1);
  CHECK (!returned);
  CHECK (goro_recv (c) == 1);
  CHECK (goro_recv (c) == 2);
  CHECK (returned);
  return 0;
}
