/* SPDX-License-Identifier: MIT */
/* Purpose: a goroutine that waits for a collection, with all others waiting for it, is no deadlock; afterwards one is found.  */
/* Output: collected */
/* Exit: 2 */
/* Stderr: all goroutines are asleep - deadlock! */
/* Timeout: 20 */
#include <goro.h>
#include <stdio.h>

static void waiter (goro_chan (int) c)
{
  goro_recv (c);
}

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  go waiter (c);
  for (int i = 0; i < 20; i++)
    goro_gc ();
  puts ("collected");
  fflush (stdout);
  goro_recv (c);
  return 0;
}
