/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that select on sending and receiving on the same channel find each other. */
#include "support/check.h"

enum { PAIRS = 4, ROUNDS = 500 };

static goro_chan (int) c;
static _Atomic int sent, received;

static void trader (int id)
{
  for (int i = 0; i < ROUNDS; i++) {
    int v = -1;
    switch (goro_select (goro_case_send (c, id), goro_case_recv (c, &v))) {
    case 0:
      CHECK (v == -1);
      sent++;
      break;
    case 1:
      CHECK (v >= 0 && v < 2 * PAIRS && v != id);
      received++;
      break;
    }
  }
  goro_wait_group_done (&goroutines_under_test);
}

/* The last of the traders may have nobody left to trade with.  */
static void helper (void)
{
  int v;
  for (;;) {
    goro_sleep (GORO_MILLISECOND);
    if (goro_try_send (c, 2 * PAIRS - 1))
      sent++;
    else if (goro_try_recv (c, &v) == 1)
      received++;
  }
}

int main (void)
{
  c = goro_chan_make (int, 0);
  goro_wait_group_add (&goroutines_under_test, 2 * PAIRS - 1);
  for (int i = 0; i < 2 * PAIRS - 1; i++)
    go trader (i);
  go helper ();
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (sent + received >= (2 * PAIRS - 1) * ROUNDS);
  return 0;
}
