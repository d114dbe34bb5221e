/* SPDX-License-Identifier: MIT */
/* Purpose: goro_now never goes back, also from one goroutine to the next. */
#include "support/check.h"

static goro_chan (int64_t) there;

static void tell (void)
{
  for (int i = 0; i < 100; i++)
    goro_send (there, goro_now ());
}

static void test (void)
{
  int64_t last = goro_now ();

  there = goro_chan_make (int64_t, 0);
  go tell ();
  for (int i = 0; i < 100; i++) {
    int64_t then = goro_recv (there);
    CHECK (then >= last || i > 0);
    last = goro_now ();
    CHECK (last >= then);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
