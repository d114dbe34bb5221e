/* SPDX-License-Identifier: MIT */
/* Purpose: What a select receives gets to locals that stay in the frame, wherever the stack has moved to while it waited, and
   whoever sends. */
#include "support/check.h"

struct element { long a[5]; };

static goro_chan (struct element) values;
static goro_chan (int) turns, quit;

static OPAQUE long wait_for (int depth)
{
  struct element e[2] = { { { -1 } }, { { -2 } } };
  int turn = -3;
  bool ok[2] = { false, false };
  if (depth > 0)
    return wait_for (depth - 1) + e[0].a[0] + e[1].a[0] + 3;
  long sum = 0;
  for (int n = 0;;) {
    int chosen = goro_select (goro_case_recv_ok (values, &e[1], &ok[1]), goro_case_recv (turns, &turn), goro_case_recv (quit, &turn));
    CHECK (e[0].a[0] == -1 && !ok[0]);
    if (chosen == 2)
      break;
    if (chosen == 0) {
      CHECK (ok[1] && e[1].a[4] == n);
      sum += e[1].a[0];
      n++;
    } else {
      CHECK (turn == n);
      goro_stack_shrink ();
      grow (n % 20);
    }
  }
  return sum;
}

static void waiter (void)
{
  CHECK (wait_for (10) == 4950);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  values = goro_chan_make (struct element, 0);
  turns = goro_chan_make (int, 0);
  quit = goro_chan_make (int, 0);
  goro_wait_group_add (&goroutines_under_test, 1);
  go waiter ();
  for (int i = 0; i < 100; i++) {
    if (i % 10 == 0)
      goro_stack_shrink_parked ();
    goro_send (turns, i);
    if (i % 3 == 0)
      goro_yield ();
    goro_send (values, (struct element) { { i, 0, 0, 0, i } });
  }
  goro_send (quit, 0);
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
