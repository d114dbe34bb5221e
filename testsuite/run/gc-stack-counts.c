/* SPDX-License-Identifier: MIT */
/* Purpose: goro_read_mem_stats says how much memory stacks take: more while goroutines are deep, less again after collections; and gctrace
   says how much of them was scanned. */
/* Env: GORODEBUG=gctrace=1 */
/* Stderr: goal, [1-9][0-9]* MB stacks, [0-9]+ MB globals, */
/* Stress: no, it measures what moving everything would change */
#include "support/check.h"

enum { N = 40 };

static goro_chan (int) deep, go_on, done;

static OPAQUE int stay (int frames)
{
  volatile char used[256];
  used[0] = (char) frames;
  int below = frames > 0 ? stay (frames - 1) : (goro_send (deep, 1), goro_recv (go_on));
  return below + used[0] - (char) frames;
}

static void run (void)
{
  CHECK (stay (300) == 1);
  goro_send (done, 1);
  goro_recv (go_on);
  goro_send (done, 1);
}

static uint64_t stack_bytes (void)
{
  goro_mem_stats stats;
  goro_read_mem_stats (&stats);
  CHECK (stats.stack_sys >= stats.stack_inuse);
  CHECK (stats.other_sys >= stats.stack_sys);
  return stats.stack_inuse;
}

int main (void)
{
  deep = goro_chan_make (int, 0);
  go_on = goro_chan_make (int, 0);
  done = goro_chan_make (int, 0);
  for (int i = 0; i < N; i++)
    go run ();
  for (int i = 0; i < N; i++)
    goro_recv (deep);
  uint64_t deep_bytes = stack_bytes ();
  CHECK (deep_bytes >= N * 65536);
  goro_gc ();
  for (int i = 0; i < N; i++)
    goro_send (go_on, 1);
  for (int i = 0; i < N; i++)
    goro_recv (done);
  for (int i = 0; i < 8; i++)
    goro_gc ();
  CHECK (stack_bytes () < deep_bytes / 8);
  for (int i = 0; i < N; i++)
    goro_send (go_on, 1);
  for (int i = 0; i < N; i++)
    goro_recv (done);
  return 0;
}
