/* SPDX-License-Identifier: MIT */
/* Purpose: With one P goroutines that yield run in turn: none gets far ahead, not even of one
   that was preempted. */
/* Procs: 1 */
#include "support/check.h"

enum { MANY = 20, TURNS = 30 };

static int turns[MANY], started;

static void run (int id)
{
  for (started++; started < MANY;)
    goro_yield ();
  for (int i = 0; i < TURNS; i++) {
    turns[id]++;
    for (int k = 0; k < MANY; k++)
      CHECK (turns[k] <= turns[id] + 10 && turns[k] >= turns[id] - 10);
    goro_yield ();
  }
  goro_wait_group_done (&goroutines_under_test);
}

static void start (void)
{
  goro_wait_group_add (&goroutines_under_test, MANY);
  for (int i = 0; i < MANY; i++)
    go run (i);
}

int main (void)
{
  start ();
  goro_wait_group_wait (&goroutines_under_test);
  for (int i = 0; i < MANY; i++)
    CHECK (turns[i] == TURNS);
  return 0;
}
