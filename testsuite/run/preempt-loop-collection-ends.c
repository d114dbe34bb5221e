/* SPDX-License-Identifier: MIT */
/* Purpose: A collection does not wait for goroutines in loops that call nothing, and keeps what such a loop holds in registers. */
#include "support/keep.h"

static volatile int stop;
static goro_wait_group finished;

static void spin (void)
{
  struct object *p = make ();
  wipe (); /* p is nowhere but in a register */
  uintptr_t sum = 0;
  while (!stop)
    sum += p->tag;
  CHECK (p->tag == hide (p) && sum != 1);
  goro_wait_group_done (&finished);
}

int main (void)
{
  goro_wait_group_add (&finished, 3);
  for (int i = 0; i < 3; i++)
    go spin ();
  goro_sleep (SOON);
  for (int i = 0; i < 5; i++)
    collect ();
  stop = 1;
  goro_wait_group_wait (&finished);
  return 0;
}
