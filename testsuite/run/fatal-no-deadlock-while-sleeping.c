/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine that sleeps keeps the others from being a deadlock; so does one in foreign code. */
/* Output: woken by a sleeper */
/* Output: woken from foreign code */
/* Foreign: support/foreign-sleep.c */
#include "support/check.h"

extern int foreign_sleep (int ms);

static goro_chan (int) out;

static void nap (void)
{
  goro_sleep (100 * GORO_MILLISECOND);
  goro_send (out, 1);
}

static void block (void)
{
  foreign_sleep (100);
  goro_send (out, 2);
}

int main (void)
{
  out = goro_chan_make (int, 0);
  go nap ();
  goro_recv (out);
  puts ("woken by a sleeper");
  go block ();
  goro_recv (out);
  puts ("woken from foreign code");
  return 0;
}
