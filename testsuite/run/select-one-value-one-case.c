/* SPDX-License-Identifier: MIT */
/* Purpose: Two senders offer at the same moment; a select takes one value, and the other is not lost. */
#include "support/check.h"

enum { ROUNDS = 5000 };

static goro_chan (int) a, b;

static void sender (goro_chan (int) c)
{
  for (int i = 1; i <= ROUNDS; i++)
    goro_send (c, i);
}

int main (void)
{
  int last_a = 0, last_b = 0;
  a = goro_chan_make (int, 0);
  b = goro_chan_make (int, 0);
  go sender (a);
  go sender (b);
  for (int i = 0; i < 2 * ROUNDS; i++) {
    int x = -1, y = -1;
    switch (goro_select (goro_case_recv (a, &x), goro_case_recv (b, &y))) {
    case 0:
      CHECK (x == last_a + 1 && y == -1);
      last_a = x;
      break;
    case 1:
      CHECK (y == last_b + 1 && x == -1);
      last_b = y;
      break;
    }
  }
  CHECK (last_a == ROUNDS && last_b == ROUNDS);
  return 0;
}
