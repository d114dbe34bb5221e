/* SPDX-License-Identifier: MIT */
/* Purpose: The macros evaluate the channel and the other arguments exactly once. */
#include "support/check.h"

static goro_chan (int) c;
static int channels, values, pointers;

static goro_chan (int) channel (void) { return channels++, c; }
static int value (void) { return ++values; }
static int *pointer (int *p) { return pointers++, p; }

int main (void)
{
  int v = 0;
  c = goro_chan_make (int, 10);
  goro_send (channel (), value ());
  CHECK (channels == 1 && values == 1);
  CHECK (goro_try_send (channel (), value ()) && channels == 2 && values == 2);
  CHECK (goro_recv (channel ()) == 1 && channels == 3);
  CHECK (goro_recv_ok (channel (), pointer (&v)) && v == 2 && channels == 4 && pointers == 1);
  CHECK (goro_try_recv (channel (), pointer (&v)) == 0 && channels == 5 && pointers == 2);
  CHECK (goro_select (goro_case_send (channel (), value ())) == 0 && channels == 6 && values == 3);
  CHECK (goro_select (goro_case_recv (channel (), pointer (&v))) == 0 && v == 3);
  CHECK (channels == 7 && pointers == 3);
  CHECK (goro_chan_len (channel ()) == 0 && channels == 8);
  goro_send (c, 1);
  goro_close (channel ());
  CHECK (channels == 9);
  goro_range (w, channel ())
    CHECK (w == 1);
  CHECK (channels == 10);
  return 0;
}
