/* SPDX-License-Identifier: MIT */
/* Stacks that grow by recursion with 64 bytes of padding a frame: 500 deep
   (from 2 KB to 64 KB) and 10,000 deep (to 1 MB).  Fresh: each time in a new goroutine, its
   start and end included.  Warm: again and again in one goroutine whose stack has
   grown already.
   Procs: 1 2
   Goal: grow-64k-fresh 0.5
   Goal: recursion-10000-fresh 0.5  */
#include <goro.h>
#include "bench.h"

enum { SHALLOW = 500, SHALLOW_TIMES = 20000, DEEP = 10000, DEEP_TIMES = 1000 };

static goro_wait_group done;
static volatile int result;

/* volatile: so that every frame really holds its padding, across the call.  */
static __attribute__ ((noinline)) int recurse (int depth)
{
  volatile unsigned char padding[64] = { 0 };
  padding[depth & 63] = depth;
  if (depth == 0)
    return 0;
  return recurse (depth - 1) + padding[(depth + 1) & 63];
}

static void repeat (int depth, int times)
{
  for (int i = 0; i < times; i++)
    result = recurse (depth);
  goro_wait_group_done (&done);
}

static void fresh (int depth, int times)
{
  for (int i = 0; i < times; i++) {
    goro_wait_group_add (&done, 1);
    go repeat (depth, 1);
    goro_wait_group_wait (&done);
  }
}

static void warm (int depth, int times)
{
  goro_wait_group_add (&done, 1);
  go repeat (depth, times);
  goro_wait_group_wait (&done);
}

static void measure (const char *name, void (*how) (int, int), int depth, int times)
{
  how (depth, times / 10);
  int64_t start = now ();
  how (depth, times);
  report (name, (double) (now () - start) / times, "ns");
}

int main (void)
{
  measure ("grow-64k-fresh", fresh, SHALLOW, SHALLOW_TIMES);
  measure ("grow-64k-warm", warm, SHALLOW, 10 * SHALLOW_TIMES);
  measure ("recursion-10000-fresh", fresh, DEEP, DEEP_TIMES);
  measure ("recursion-10000-warm", warm, DEEP, 10 * DEEP_TIMES);
  return 0;
}
