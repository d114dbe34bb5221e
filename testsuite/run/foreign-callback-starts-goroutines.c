/* SPDX-License-Identifier: MIT */
/* Purpose: A callback from foreign code starts goroutines with go; they run on stacks of their own. */
#include "support/check.h"

static goro_chan (int) out;

static void tell (int x, int y)
{
  grow (30);
  goro_send (out, x + y);
}

static int compare (const void *a, const void *b)
{
  int x = *(const int *) a, y = *(const int *) b;
  go tell (x, y);
  CHECK (goro_recv (out) == x + y);
  return x - y;
}

static void test (void)
{
  int a[] = { 9, 7, 8, 6 };

  out = goro_chan_make (int, 0);
  qsort (a, 4, sizeof a[0], compare);
  CHECK (a[0] == 6 && a[3] == 9);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
