/* SPDX-License-Identifier: MIT */
/* Purpose: A select does the one operation that is ready and leaves the others alone. */
#include "support/check.h"

int main (void)
{
  goro_chan (int) a = goro_chan_make (int, 1), b = goro_chan_make (int, 1), full = goro_chan_make (int, 1);
  int x = -1, y = -1;
  goro_send (full, 1);
  for (int i = 0; i < 100; i++) {
    goro_send (b, i);
    switch (goro_select (goro_case_recv (a, &x), goro_case_recv (b, &y), goro_case_send (full, 2))) {
    case 1:
      CHECK (y == i);
      break;
    default:
      CHECK (!"a case that was not ready");
    }
  }
  CHECK (x == -1 && goro_recv (full) == 1 && goro_chan_len (full) == 0);
  CHECK (goro_select (goro_case_recv (a, &x), goro_case_recv (b, &y), goro_case_send (full, 2)) == 2);
  CHECK (goro_recv (full) == 2);
  return 0;
}
