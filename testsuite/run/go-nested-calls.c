/* SPDX-License-Identifier: MIT */
/* Purpose: Calls as arguments of go are made in the caller; only the outermost is started. */
#include "support/check.h"

static goro_chan (int) out;
static uint64_t caller;

static int twice (int x)
{
  CHECK (goro_self () == caller);
  return 2 * x;
}

static void tell (int x, int y)
{
  CHECK (goro_self () != caller);
  goro_send (out, x + y);
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  caller = goro_self ();
  go tell (twice (twice (3)), twice (goro_count () * 0 + 4));
  CHECK (goro_recv (out) == 20);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
