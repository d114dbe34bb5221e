/* SPDX-License-Identifier: MIT */
/* Purpose: What a goroutine will be started with is kept while it waits for its first turn. */
/* Procs: 1 */
#include "support/keep.h"

enum { N = 100 };

static goro_wait_group finished;

static void run (int i, struct object *p, uintptr_t hidden, struct object *q)
{
  CHECK (p->tag == hidden && q->tag == hide (q) && i >= 0);
  goro_wait_group_done (&finished);
}

static void start (int i)
{
  struct object *p = make ();
  go run (i, p, hide (p), make ());
}

static void *no_turns (void *unused)
{
  goro_gc ();
  return unused;
}

int main (void)
{
  goro_wait_group_add (&finished, N);
  for (int i = 0; i < N; i++) {
    start (i);
    if (i % 10 == 0)
      no_turns (NULL);
  }
  reuse ();
  goro_wait_group_wait (&finished);
  return 0;
}
