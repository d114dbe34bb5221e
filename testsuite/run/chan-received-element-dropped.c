/* SPDX-License-Identifier: MIT */
/* Purpose: A null pointer as the place for an element: it is received and dropped. */
#include "support/check.h"

static goro_chan (long) c;

static void sender (void)
{
  for (long i = 0; i < 4; i++)
    goro_send (c, i);
}

int main (void)
{
  c = goro_chan_make (long, 0);
  go sender ();
  CHECK (goro_recv_ok (c, NULL));
  goro_sleep (SOON);
  CHECK (goro_recv_ok (c, NULL));
  CHECK (goro_select (goro_case_recv (c, NULL)) == 0);
  CHECK (goro_recv (c) == 3);
  return 0;
}
