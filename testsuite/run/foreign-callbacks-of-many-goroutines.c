/* SPDX-License-Identifier: MIT */
/* Purpose: Many goroutines are in callbacks at once, each blocked there on a channel of its own. */
#include "support/check.h"

enum { MANY = 20 };

static goro_chan (int) gates[MANY];
static _Atomic int inside, sorted;
static _Atomic bool entered[MANY];

/* Both elements hold the number of the gate that the first call waits at.  */
static int compare (const void *a, const void *b)
{
  const int *x = a, *y = b;

  if (!entered[x[1]]) {
    entered[x[1]] = true;
    inside++;
    goro_recv (gates[x[1]]);
  }
  return x[0] - y[0];
}

static void sort (int gate)
{
  int a[2][2] = { { 2, gate }, { 1, gate } };

  qsort (a, 2, sizeof a[0], compare);
  sorted += a[0][0] == 1 && a[1][0] == 2;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, MANY);
  for (int i = 0; i < MANY; i++) {
    gates[i] = goro_chan_make (int, 0);
    go sort (i);
  }
  while (inside < MANY)
    goro_sleep (GORO_MILLISECOND);
  for (int i = MANY - 1; i >= 0; i--)
    goro_send (gates[i], 0);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (sorted == MANY);
  return 0;
}
