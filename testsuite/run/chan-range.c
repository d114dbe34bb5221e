/* SPDX-License-Identifier: MIT */
/* Purpose: goro_range receives until the channel is closed and empty. */
/* Output: 0 1 4 9 16 */
/* Output: end */
#include "support/check.h"

static void squares (goro_chan (int) out, int n)
{
  for (int i = 0; i < n; i++)
    goro_send (out, i * i);
  goro_close (out);
}

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 2);
  const char *space = "";
  go squares (c, 5);
  goro_range (v, c) {
    printf ("%s%d", space, v);
    space = " ";
  }
  goro_range (v, c)
    printf ("never %d", v);
  puts ("\nend");
  return 0;
}
