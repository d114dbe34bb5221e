/* SPDX-License-Identifier: MIT */
/* Purpose: A sleeper wakes though the only processor is in a loop that calls nothing. */
/* Output: awake */
#include <goro.h>
#include <stdio.h>

static volatile int stop;

static void spin (void)
{
  while (!stop)
    ;
}

int main (void)
{
  go spin ();
  for (int i = 0; i < 3; i++)
    goro_sleep (5 * GORO_MILLISECOND);
  stop = 1;
  printf ("awake\n");
  return 0;
}
