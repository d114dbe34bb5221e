/* SPDX-License-Identifier: MIT */
/* Purpose: The callee of go may be a pointer to a function, called with or without a star,
   from a local, a static object, an array and a call's result. */
#include "support/check.h"

static goro_chan (int) out;

static void one (int x) { goro_send (out, x + 1); }
static void two (int x) { goro_send (out, x + 2); }

static void (*stored) (int) = two;
static void (*const table[]) (int) = { one, two };

static OPAQUE void (*choose (int i)) (int)
{
  return table[i];
}

static void test (void)
{
  void (*local) (int) = one;

  go local (10);
  CHECK (goro_recv (out) == 11);
  go (*local) (20);
  CHECK (goro_recv (out) == 21);
  go stored (30);
  CHECK (goro_recv (out) == 32);
  go table[1] (40);
  CHECK (goro_recv (out) == 42);
  go choose (0) (50);
  CHECK (goro_recv (out) == 51);
  go (one) (60);
  CHECK (goro_recv (out) == 61);
}

int main (void)
{
  out = goro_chan_make (int, 0);
  in_goroutine (test);
  return 0;
}
