/* SPDX-License-Identifier: MIT */
/* Purpose: Channels of pointers, function pointers, channels, doubles and bools. */
#include "support/check.h"

typedef int callback (int);

static int twice (int x) { return 2 * x; }
static int thrice (int x) { return 3 * x; }

int main (void)
{
  goro_chan (const char *) strings = goro_chan_make (const char *, 2);
  goro_chan (callback *) callbacks = goro_chan_make (callback *, 2);
  goro_chan (goro_chan (int)) channels = goro_chan_make (goro_chan (int), 1);
  goro_chan (double) doubles = goro_chan_make (double, 1);
  goro_chan (bool) bools = goro_chan_make (bool, 2);

  goro_send (strings, "one");
  goro_send (strings, NULL);
  CHECK (goro_recv (strings)[1] == 'n');
  CHECK (goro_recv (strings) == NULL);

  goro_send (callbacks, twice);
  goro_send (callbacks, thrice);
  CHECK (goro_recv (callbacks) (5) == 10);
  CHECK (goro_recv (callbacks) (5) == 15);

  goro_send (channels, goro_chan_make (int, 1));
  goro_chan (int) inner = goro_recv (channels);
  goro_send (inner, 42);
  CHECK (goro_recv (inner) == 42);

  goro_send (doubles, 1.5f);
  CHECK (goro_recv (doubles) == 1.5);

  goro_send (bools, 256);
  goro_send (bools, 0);
  CHECK (goro_recv (bools) == 1 && goro_recv (bools) == 0);
  return 0;
}
