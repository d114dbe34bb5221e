/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine in a loop that calls nothing lets others run: on one processor, main gets its turn and stops it.  */
/* Options: -O3 */
/* Output: stopped */
#include <goro.h>
#include <stdio.h>

static volatile int stop, turns;
static goro_chan (int) done;

static void spin (void)
{
  while (!stop)
    turns++;
  goro_send (done, 1);
}

int main (void)
{
  done = goro_chan_make (int, 0);
  for (int i = 0; i < 10; i++)
    go spin ();
  goro_yield ();
  stop = 1;
  for (int i = 0; i < 10; i++)
    goro_recv (done);
  printf ("stopped\n");
  return 0;
}
