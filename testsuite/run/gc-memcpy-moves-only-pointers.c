/* SPDX-License-Identifier: MIT */
/* Purpose: the only pointers to many objects go from one end of a large object to the other and back by memcpy, memmove and memset, while the
   collector is somewhere in the middle of it. */
/* Output: good */
/* Env: GORODEBUG=gcloop=10,gcyield=1,clobberfree=1 */
#include "support/check.h"
#include <string.h>

enum { N = 200000, LIVE = 500, CYCLES = 15 };

struct object { long number; struct object *next; };

static OPAQUE struct object **fill (void)
{
  struct object **all = goro_make (struct object *, 2 * N);
  for (int i = 0; i < LIVE; i++) {
    all[i * (N / LIVE)] = goro_new (struct object);
    all[i * (N / LIVE)]->number = ~i;
  }
  return all;
}

static OPAQUE void move (struct object **to, struct object **from, int how)
{
  if (how)
    memcpy (to, from, N * sizeof *to);
  else
    memmove (to, from, N * sizeof *to);
  memset (from, 0, N * sizeof *from);
}

static void worker (goro_wait_group *all_done)
{
  struct object **all = fill ();
  struct goro_mem_stats stats = { 0 };
  for (int round = 0; stats.num_gc < CYCLES; round++) {
    move (all + N, all, round & 2);
    goro_alloc (100, GORO_POINTERS);
    move (all, all + N, round & 2);
    goro_yield ();
    goro_read_mem_stats (&stats);
    for (int i = 0; i < LIVE; i++)
      CHECK (all[i * (N / LIVE)]->number == ~i);
  }
  goro_wait_group_done (all_done);
}

int main (void)
{
  static goro_wait_group all_done;
  goro_wait_group_add (&all_done, 3);
  for (int i = 0; i < 3; i++)
    go worker (&all_done);
  goro_wait_group_wait (&all_done);
  puts ("good");
  return 0;
}
