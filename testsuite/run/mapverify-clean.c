/* SPDX-License-Identifier: MIT */
/* Purpose: mapverify has nothing to say about addresses that the maps know: in registers, in the
   frame, in arguments. */
/* Env: GORODEBUG=mapverify=1 */
/* Output: 5050 */
#include <goro.h>
#include <stdio.h>

static __attribute__ ((noinline)) long sum (long *up, int n, long *more)
{
  long here[4] = { *up, *more, 0, 0 };
  if (n == 0)
    return 0;
  here[2] = n;
  return sum (&here[1], n - 1, &here[0]) + here[2];
}

static void start (goro_chan (long) out)
{
  long zero[2] = { 0, 0 };
  goro_send (out, sum (&zero[0], 100, &zero[1]));
}

int main (void)
{
  goro_chan (long) out = goro_chan_make (long, 0);
  go start (out);
  printf ("%ld\n", goro_recv (out));
  return 0;
}
