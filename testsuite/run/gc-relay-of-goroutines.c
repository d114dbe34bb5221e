/* SPDX-License-Identifier: MIT */
/* Purpose: An object that is nowhere but in the arguments of a go statement is kept, however often the goroutine hands it to the next one and
   ends: a new goroutine counts as scanned, so what it was started with has to be shaded. */
/* Output: good */
/* Env: GORODEBUG=gcloop=1,gcyield=1,clobberfree=1 */
#include "support/keep.h"

enum { RELAYS = 4, LEAST = 3000, CYCLES = 20 };

static goro_wait_group finished;

static void relay (struct object *p, uintptr_t tag, long step)
{
  CHECK (p->tag == tag && tag == hide (p));
  struct goro_mem_stats stats;
  goro_read_mem_stats (&stats);
  if (step < LEAST || stats.num_gc < CYCLES)
    go relay (p, tag, step + 1);
  else
    goro_wait_group_done (&finished);
}

int main (void)
{
  goro_wait_group_add (&finished, RELAYS);
  for (int i = 0; i < RELAYS; i++) {
    struct object *p = make ();
    go relay (p, hide (p), 0);
  }
  goro_wait_group_wait (&finished);
  puts ("good");
  return 0;
}
