/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine that has been deep and goes on running gets a smaller stack at its checks after collections. */
#include "support/check.h"

static goro_wait_group finished;
static _Atomic int stop;

static OPAQUE size_t size_below (long *mine, long value)
{
  CHECK (*mine == value);
  return goro_stack_size ();
}

static void run (long i)
{
  long mine = i;
  grow (300);
  CHECK (goro_stack_size () >= 65536);
  while (size_below (&mine, i) > 8192) {
    grow (0);
    goro_yield ();
  }
  if (++stop < 4)
    goro_yield ();
  goro_wait_group_done (&finished);
}

static void collect (void)
{
  while (stop < 4)
    goro_gc ();
  goro_wait_group_done (&finished);
}

int main (void)
{
  goro_wait_group_add (&finished, 5);
  for (long i = 0; i < 4; i++)
    go run (i);
  go collect ();
  goro_wait_group_wait (&finished);
  return 0;
}
