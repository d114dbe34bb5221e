/* SPDX-License-Identifier: MIT */
/* Purpose: Selects that lost on a channel do not disturb others that wait there, nor their order. */
#include "support/check.h"

static goro_chan (int) c, away;
static int got[3];

static void receiver (int i)
{
  got[i] = goro_recv (c);
  goro_wait_group_done (&goroutines_under_test);
}

static void selects (void)
{
  int v = 0, w = 0;
  CHECK (goro_select (goro_case_recv (c, &v), goro_case_recv (away, &w)) == 1 && w == 9 && v == 0);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  c = goro_chan_make (int, 0);
  away = goro_chan_make (int, 0);
  for (int round = 0; round < 10; round++) {
    goro_wait_group_add (&goroutines_under_test, 7);
    for (int i = 0; i < 7; i++) {
      if (i % 2 == 0)
        go selects ();
      else
        go receiver (i / 2);
      goro_sleep (GORO_MILLISECOND);
    }
    for (int i = 0; i < 4; i++)
      goro_send (away, 9);
    for (int i = 0; i < 3; i++)
      goro_send (c, 10 + i);
    goro_wait_group_wait (&goroutines_under_test);
    for (int i = 0; i < 3; i++)
      CHECK (got[i] == 10 + i);
    CHECK (!goro_try_send (c, 1));
  }
  return 0;
}
