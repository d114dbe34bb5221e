/* SPDX-License-Identifier: MIT */
/* Purpose: goro_exit ends the calling goroutine only; nothing after it is run. */
#include "support/check.h"

static goro_chan (int) out;

static OPAQUE void leave (int x)
{
  goro_send (out, x);
  goro_exit ();
}

static void run (int x)
{
  leave (x);
  abort ();
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  int before = goro_count ();
  for (int i = 0; i < 100; i++) {
    go run (i);
    CHECK (goro_recv (out) == i);
  }
  while (goro_count () > before)
    goro_yield ();
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
