/* SPDX-License-Identifier: MIT */
/* Purpose: A null channel is never ready: the try variants say so; its length and room are 0. */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = NULL;
  int v = 7;
  CHECK (!goro_try_send (c, 1));
  CHECK (goro_try_recv (c, &v) == 0 && v == 7);
  CHECK (goro_chan_len (c) == 0 && goro_chan_cap (c) == 0);
  goro_chan_free (c);
  return 0;
}
