/* SPDX-License-Identifier: MIT */
/* Purpose: Structures through the cases of a select, at once and after waiting. */
#include "support/check.h"

struct big { long a[10]; };
struct small { short a, b; };

static goro_chan (struct big) big;
static goro_chan (struct small) small;

static void partner (void)
{
  struct big b = { { 0 } };
  struct small s = { 0, 0 };
  for (int i = 0; i < 100; i++)
    switch (goro_select (goro_case_recv (big, &b), goro_case_recv (small, &s))) {
    case 0:
      CHECK (b.a[0] == 1 && b.a[9] == 9);
      break;
    case 1:
      CHECK (s.a == -1 && s.b == 2);
      break;
    }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  struct big b = { { 1, 0, 0, 0, 0, 0, 0, 0, 0, 9 } };
  int used[2] = { 0, 0 };
  big = goro_chan_make (struct big, 0);
  small = goro_chan_make (struct small, 1);
  goro_wait_group_add (&goroutines_under_test, 1);
  go partner ();
  for (int i = 0; i < 100; i++)
    used[goro_select (goro_case_send (big, b), goro_case_send (small, (struct small) { -1, 2 }))]++;
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (used[0] + used[1] == 100);
  return 0;
}
