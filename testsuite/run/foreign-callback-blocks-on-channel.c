/* SPDX-License-Identifier: MIT */
/* Purpose: A callback from foreign code blocks on a channel: its thread waits, other goroutines run
   on, also with one P, and the value arrives. */
#include "support/check.h"

static goro_chan (int) keys;
static goro_chan (int) asked;

static void serve (void)
{
  goro_range (n, asked) {
    goro_yield ();
    goro_send (keys, -n);
  }
}

static int key_of (int n)
{
  goro_send (asked, n);
  return goro_recv (keys);
}

static int compare (const void *a, const void *b)
{
  int x = key_of (*(const int *) a), y = key_of (*(const int *) b);
  return (x > y) - (x < y);
}

static void test (void)
{
  int a[] = { 1, 5, 3, 2, 4 };

  keys = goro_chan_make (int, 0);
  asked = goro_chan_make (int, 0);
  go serve ();
  qsort (a, 5, sizeof a[0], compare);
  goro_close (asked);
  for (int i = 0; i < 5; i++)
    CHECK (a[i] == 5 - i);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
