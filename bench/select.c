/* SPDX-License-Identifier: MIT */
/* Select.  select-ready: two receive cases, both always ready (the channels
   are filled beforehand, and no more is taken than each of them holds).  select-blocking:
   two receive cases that have to wait for a sender, which sends to the two in turn.
   select-default: an empty channel and a default.
   Procs: 1 2
   Goal: select-ready 0.5
   Goal: select-blocking 0.5  */
#include <goro.h>
#include "bench.h"

enum { WARM = 10000, SELECTS = 2000000 };

static void fill (goro_chan (int) c)
{
  while (goro_chan_len (c) < goro_chan_cap (c))
    goro_send (c, 1);
}

static void send_in_turn (goro_chan (int) a, goro_chan (int) b, int n)
{
  for (int i = 0; i < n; i += 2) {
    goro_send (a, i);
    goro_send (b, i);
  }
}

static int select_two (goro_chan (int) a, goro_chan (int) b, int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++) {
    int x, y;
    switch (goro_select (goro_case_recv (a, &x), goro_case_recv (b, &y))) {
    case 0:
      sum += x;
      break;
    case 1:
      sum -= y;
      break;
    }
  }
  return sum;
}

static int select_default (goro_chan (int) c, int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++) {
    int x;
    switch (goro_select (goro_case_recv (c, &x), goro_default)) {
    case 0:
      sum += x;
      break;
    case GORO_DEFAULT:
      sum += 3;
      break;
    }
  }
  return sum;
}

int main (void)
{
  goro_chan (int) a = goro_chan_make (int, SELECTS);
  goro_chan (int) b = goro_chan_make (int, SELECTS);
  fill (a);
  fill (b);
  select_two (a, b, SELECTS);
  fill (a);
  fill (b);
  int64_t start = now ();
  select_two (a, b, SELECTS);
  report ("select-ready", (double) (now () - start) / SELECTS, "ns");

  a = goro_chan_make (int, 0);
  b = goro_chan_make (int, 0);
  go send_in_turn (a, b, WARM);
  select_two (a, b, WARM);
  start = now ();
  go send_in_turn (a, b, SELECTS);
  select_two (a, b, SELECTS);
  report ("select-blocking", (double) (now () - start) / SELECTS, "ns");

  select_default (a, WARM);
  start = now ();
  select_default (a, SELECTS);
  report ("select-default", (double) (now () - start) / SELECTS, "ns");
  return 0;
}
