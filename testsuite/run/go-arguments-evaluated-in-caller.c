/* SPDX-License-Identifier: MIT */
/* Purpose: The arguments of go are evaluated by the caller, once, before it goes on. */
#include "support/check.h"

static goro_chan (int) out;
static uint64_t caller;
static int evaluated;

static int note (int x)
{
  CHECK (goro_self () == caller);
  grow (20);
  evaluated++;
  return x;
}

static void tell (int a, int b, int c)
{
  CHECK (goro_self () != caller);
  goro_send (out, a + 10 * b + 100 * c);
}

static void test (void)
{
  int i = 1;

  out = goro_chan_make (int, 0);
  caller = goro_self ();
  go tell (note (i), note (2), note (3));
  CHECK (evaluated == 3);
  i = 77;
  int got = goro_recv (out) / 100;
  CHECK (got == 3 && i == 77);

  /* A variable changed right after: the goroutine has the old value.  */
  for (i = 0; i < 100; i++) {
    int x = i;
    go tell (x, 0, 0);
    x = -1;
    CHECK (goro_recv (out) == i);
    CHECK (x == -1);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
