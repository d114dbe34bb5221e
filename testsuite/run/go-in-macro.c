/* SPDX-License-Identifier: MIT */
/* Purpose: go inside macros and statement expressions. */
#include "support/check.h"

static goro_chan (int) out;

static void tell (int x) { goro_send (out, x); }

#define START(x) do { go tell (x); } while (0)
#define START_AND_COUNT(n, x) ({ go tell (x); ++(n); })

static void test (void)
{
  int n = 0;

  out = goro_chan_make (int, 0);
  START (1);
  int m = START_AND_COUNT (n, 2) * 10;
  CHECK (n == 1 && m == 10);
  CHECK (goro_recv (out) + goro_recv (out) == 3);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
