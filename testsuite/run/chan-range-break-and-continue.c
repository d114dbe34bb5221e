/* SPDX-License-Identifier: MIT */
/* Purpose: break and continue in goro_range, nested ranges, and return out of one. */
#include "support/check.h"

static goro_chan (int) filled (int n)
{
  goro_chan (int) c = goro_chan_make (int, n);
  for (int i = 0; i < n; i++)
    goro_send (c, i);
  goro_close (c);
  return c;
}

static int first_over (goro_chan (int) c, int limit)
{
  goro_range (v, c)
    if (v > limit)
      return v;
  return -1;
}

int main (void)
{
  goro_chan (int) c = filled (10);
  int sum = 0, rounds = 0;
  goro_range (v, c) {
    if (v % 2 == 0)
      continue;
    if (v == 7)
      break;
    goro_range (w, filled (4)) {
      if (w == 3)
        break;
      sum += 10 * v + w;
    }
    rounds++;
  }
  CHECK (rounds == 3 && sum == 3 * 10 * (1 + 3 + 5) + 3 * (0 + 1 + 2));
  CHECK (goro_recv (c) == 8);
  CHECK (first_over (filled (10), 5) == 6);
  CHECK (first_over (filled (3), 5) == -1);
  return 0;
}
