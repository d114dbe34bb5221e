/* SPDX-License-Identifier: MIT */
/* Time to move a stack of 4 KB, 64 KB and 1 MB, of which 70 % are frames of about 100
   bytes, each with a pointer into the one above: what a call takes that makes the stack
   grow to the next size, less what the same call takes afterwards.
   Procs: 1
   Goal: move-4k 0.5
   Goal: move-64k 0.5
   Goal: move-1m 0.5  */
#include <goro.h>
#include <stdbool.h>
#include "bench.h"

enum { FRAME = 112 }; /* bytes, and 16 more or less */

static goro_wait_group done;
static volatile long result;
static int fill_depth, burst_depth;
static int64_t total;

static __attribute__ ((noinline)) void timed (const volatile long *up);

/* To the given depth, each frame with a local that the next one points to.  */
static __attribute__ ((noinline)) long descend (int depth, const volatile long *up, bool at_end_timed)
{
  volatile long here[8] = { 0 };
  here[depth & 7] = *up + 1;
  if (depth == 0) {
    if (at_end_timed)
      timed (here);
    return *up;
  }
  return descend (depth - 1, here, at_end_timed) + here[(depth + 1) & 7];
}

static __attribute__ ((noinline)) void timed (const volatile long *up)
{
  int64_t before = now ();
  result = descend (burst_depth, up, false);
  int64_t first = now ();
  result = descend (burst_depth, up, false);
  total += first - before - (now () - first);
}

static void once (void)
{
  long zero = 0;
  result = descend (fill_depth, &zero, true);
  goro_wait_group_done (&done);
}

static void repeat (int times)
{
  for (int i = 0; i < times; i++) {
    goro_wait_group_add (&done, 1);
    go once ();
    goro_wait_group_wait (&done);
  }
}

static void measure (const char *name, int size, int times)
{
  fill_depth = size / 10 * 7 / FRAME;
  burst_depth = size / 10 * 5 / FRAME;
  repeat (times / 10);
  total = 0;
  repeat (times);
  report (name, (double) total / times, "ns");
}

int main (void)
{
  measure ("move-4k", 4096, 50000);
  measure ("move-64k", 65536, 5000);
  measure ("move-1m", 1 << 20, 500);
  return 0;
}
