/* SPDX-License-Identifier: MIT */
/* Purpose: The default is chosen when nothing is ready, and only then. */
#include "support/check.h"

int main (void)
{
  goro_chan (int) a = goro_chan_make (int, 1), b = goro_chan_make (int, 0), nil = NULL;
  int x = -1;
  CHECK (goro_select (goro_default) == GORO_DEFAULT);
  CHECK (goro_select (goro_case_recv (nil, &x), goro_default) == GORO_DEFAULT);
  CHECK (goro_select (goro_case_recv (a, &x), goro_default) == GORO_DEFAULT);
  CHECK (goro_select (goro_case_send (b, 1), goro_default) == GORO_DEFAULT);
  CHECK (goro_select (goro_case_send (b, 1), goro_case_recv (b, &x), goro_case_recv (a, &x), goro_default)
         == GORO_DEFAULT);
  CHECK (x == -1);
  for (int i = 0; i < 100; i++) {
    CHECK (goro_select (goro_case_send (a, i), goro_default) == 0);
    CHECK (goro_select (goro_case_recv (b, &x), goro_case_recv (a, &x), goro_default) == 1 && x == i);
  }
  return 0;
}
