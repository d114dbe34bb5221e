/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine that waits has its stack made smaller, although it yielded, before it waited, on threads that sleep since then. */
/* Env: GORODEBUG=preempt=1 */
#include "support/check.h"

enum { ROUNDS = 20, N = 10, YIELDS = 3 };

static goro_chan (int) gate;
static goro_wait_group finished;

static void deep_then_wait (void)
{
  grow (60);
  CHECK (goro_stack_size () >= 16384);
  for (int i = 0; i < YIELDS; i++)
    goro_yield ();
  goro_recv_ok (gate, NULL);
  CHECK (goro_stack_size () <= 8192);
  goro_wait_group_done (&finished);
}

int main (void)
{
  for (int round = 0; round < ROUNDS; round++) {
    gate = goro_chan_make (int, 0);
    goro_wait_group_add (&finished, N);
    for (int i = 0; i < N; i++)
      go deep_then_wait ();
    until_waiting (N);
    for (int i = 0; i < 4; i++)
      goro_gc ();
    goro_close (gate);
    goro_wait_group_wait (&finished);
  }
  return 0;
}
