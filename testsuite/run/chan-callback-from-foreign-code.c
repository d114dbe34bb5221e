/* SPDX-License-Identifier: MIT */
/* Purpose: A comparator called by qsort waits on channels; other goroutines go on meanwhile. */
#include "support/check.h"

static goro_chan (int) ask, answer;

static int by_server (const void *a, const void *b)
{
  goro_send (ask, *(const int *) a);
  goro_send (ask, *(const int *) b);
  return goro_recv (answer);
}

static void server (void)
{
  for (;;) {
    int a = goro_recv (ask), b = goro_recv (ask);
    goro_send (answer, (a > b) - (a < b));
  }
}

int main (void)
{
  int numbers[] = { 5, 3, 9, 1, 7, 2, 8, 0, 6, 4 };
  ask = goro_chan_make (int, 0);
  answer = goro_chan_make (int, 0);
  go server ();
  qsort (numbers, 10, sizeof numbers[0], by_server);
  for (int i = 0; i < 10; i++)
    CHECK (numbers[i] == i);
  return 0;
}
