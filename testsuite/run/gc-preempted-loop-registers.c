/* SPDX-License-Identifier: MIT */
/* Purpose: The only pointer to an object is in a register of a loop that calls nothing while objects are collected: it is kept. */
/* Output: good */
/* Env: GORODEBUG=clobberfree=1 */
/* Procs: 2 */
/* Stress: without asyncpreemptoff, nobody gets the loop to stop */
#include "support/check.h"

enum { TURNS = 20 };

struct box { volatile long number; struct box *inner; };

static _Atomic int go_on, in_loop;
static goro_chan (int) done;

static OPAQUE struct box *fresh (long number)
{
  struct box *b = goro_new (struct box);
  b->inner = goro_new (struct box);
  b->inner->number = number;
  return b;
}

/* Neither b nor what it leads to is anywhere else: its caller's argument is gone, and the frame is written over below.  */
static OPAQUE long loop (struct box *b)
{
  long sum = 0;
  in_loop = 1;
  while (!go_on)
    sum += b->number; /* 0, as long as nobody frees it */
  CHECK (sum == 0);
  return b->inner->number;
}

static OPAQUE void worker (void)
{
  for (long i = 0; i < TURNS; i++) {
    grow (3);
    CHECK (loop (fresh (i)) == i);
    goro_send (done, 1);
  }
}

int main (void)
{
  done = goro_chan_make (int, 0);
  go worker ();
  for (int i = 0; i < TURNS; i++) {
    while (!in_loop)
      goro_yield ();
    in_loop = 0;
    goro_gc ();
    goro_gc ();
    go_on = 1;
    goro_recv (done);
    go_on = 0;
  }
  puts ("good");
  return 0;
}
