/* SPDX-License-Identifier: MIT */
/* Purpose: With GORO_NO_KEYWORDS `go' is a name like any other, and __go starts goroutines. */
#define GORO_NO_KEYWORDS
#include <goro.h>

static goro_chan (int) out;

static void tell (int go)
{
  goro_send (out, go);
}

int main (void)
{
  int go = 5;

  out = goro_chan_make (int, 0);
  __go tell (go + 1);
  return goro_recv (out) == 6 ? 0 : 1;
}
