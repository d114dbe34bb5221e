/* SPDX-License-Identifier: MIT */
/* Purpose: Setting a channel to null takes its case out of a select, until both inputs are closed. */
/* Output: 90 */
#include "support/check.h"

static void count (goro_chan (int) c, int from, int to)
{
  for (int i = from; i < to; i++)
    goro_send (c, i);
  goro_close (c);
}

int main (void)
{
  goro_chan (int) a = goro_chan_make (int, 0), b = goro_chan_make (int, 3);
  int v, w, sum = 0;
  bool a_ok, b_ok;
  go count (a, 0, 10);
  go count (b, 0, 10);
  while (a || b)
    switch (goro_select (goro_case_recv_ok (a, &v, &a_ok), goro_case_recv_ok (b, &w, &b_ok))) {
    case 0:
      if (!a_ok)
        a = NULL;
      sum += v;
      break;
    case 1:
      if (!b_ok)
        b = NULL;
      sum += w;
      break;
    }
  printf ("%d\n", sum);
  return 0;
}
