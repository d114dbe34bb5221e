/* SPDX-License-Identifier: MIT */
/* Purpose: go as the only statement of if and else, after a label and a case. */
#include "support/check.h"

static goro_chan (int) out;

static void tell (int x) { goro_send (out, x); }

static OPAQUE void choose (int which)
{
  if (which == 0)
    go tell (10);
  else
    go tell (20);
}

static OPAQUE void by_case (int which)
{
  switch (which) {
  case 0:
    go tell (30);
    break;
  default:
    go tell (40);
  }
}

static OPAQUE void by_label (int n)
{
again:
  go tell (n);
  if (--n > 0)
    goto again;
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  choose (0);
  CHECK (goro_recv (out) == 10);
  choose (1);
  CHECK (goro_recv (out) == 20);
  by_case (0);
  CHECK (goro_recv (out) == 30);
  by_case (1);
  CHECK (goro_recv (out) == 40);
  by_label (3);
  CHECK (goro_recv (out) + goro_recv (out) + goro_recv (out) == 6);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
