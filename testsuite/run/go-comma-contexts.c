/* SPDX-License-Identifier: MIT */
/* Purpose: go among comma operators and in the third part of a for: only the call that
   follows it is started, the rest is done in place. */
#include "support/check.h"

static goro_chan (int) out;
static uint64_t self;
static int done_here;

static void tell (int x)
{
  CHECK (goro_self () != self);
  goro_send (out, x);
}

static void here (void)
{
  CHECK (goro_self () == self);
  done_here++;
}

static void test (void)
{
  int sum = 0, i;

  out = goro_chan_make (int, 0);
  self = goro_self ();
  for (i = 0; i < 10; go tell (i), i++)
    sum += i;
  for (i = 0; i < 10; i++)
    sum -= goro_recv (out);
  CHECK (sum == 0);

  here (), go tell (5), here ();
  CHECK (done_here == 2);
  CHECK (goro_recv (out) == 5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
