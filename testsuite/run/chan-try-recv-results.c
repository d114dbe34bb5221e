/* SPDX-License-Identifier: MIT */
/* Purpose: goro_try_recv tells an element (1) from nothing yet (0) and from closed (-1). */
#include "support/check.h"

static goro_chan (int) c;

static void sender (void)
{
  goro_send (c, 8);
}

static void try_all (int room)
{
  int v = 7;
  c = goro_chan_make (int, room);
  CHECK (goro_try_recv (c, &v) == 0 && v == 7);
  go sender ();
  if (room == 0)
    until_waiting (1);
  else
    while (goro_chan_len (c) == 0)
      goro_yield ();
  CHECK (goro_try_recv (c, &v) == 1 && v == 8);
  CHECK (goro_try_recv (c, &v) == 0 && v == 8);
  goro_close (c);
  CHECK (goro_try_recv (c, &v) == -1 && v == 0);
  CHECK (goro_try_recv (c, NULL) == -1);
  goro_chan_free (c);
}

int main (void)
{
  try_all (0);
  try_all (3);
  return 0;
}
