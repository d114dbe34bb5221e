/* SPDX-License-Identifier: MIT */
/* Purpose: an object lives as long as a foreign function runs that it is one of the first three arguments of, whatever else has become of the pointer. */
/* Foreign: support/hides-arguments.c */
/* Output: good */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/check.h"

enum { WORKERS = 4 };

int hold (const int *a, const int *b, const int *c, const volatile int *go_on);

static volatile int go_on;

static OPAQUE int *number (int n)
{
  int *p = goro_new (int);
  *p = n;
  return p;
}

static OPAQUE void worker (int n, goro_chan (int) out)
{
  goro_send (out, 0);
  goro_send (out, hold (number (n), number (10 * n), number (100 * n), &go_on));
}

int main (void)
{
  goro_chan (int) out = goro_chan_make (int, WORKERS);
  goro_sched_stats stats;
  for (int i = 1; i <= WORKERS; i++)
    go worker (i, out);
  for (int i = 0; i < WORKERS; i++)
    goro_recv (out);
  do {
    goro_sleep (GORO_MILLISECOND);
    goro_read_sched_stats (&stats);
  } while (stats.foreign < WORKERS);
  for (int i = 0; i < 5; i++) {
    goro_gc ();
    for (int k = 0; k < 1000; k++)
      number (-1);
  }
  go_on = 1;
  int sum = 0;
  for (int i = 0; i < WORKERS; i++)
    sum += goro_recv (out);
  CHECK (sum == 1110);
  puts ("good");
  return 0;
}
