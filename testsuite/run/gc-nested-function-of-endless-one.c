/* SPDX-License-Identifier: MIT */
/* Purpose: what a function that never returns shares with its nested one is kept, though after a while only the pointer to the nested function leads there. */
/* Output: good */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/check.h"

enum { WORKERS = 5, ROUNDS = 20 };

struct box { long value; };

static OPAQUE struct box *box (long value)
{
  struct box *b = goro_new (struct box);
  b->value = value;
  return b;
}

static void (*registered[WORKERS]) (long);

static void nothing (long *p) { (void) p; }
static void (*volatile unknown) (long *) = nothing;

static OPAQUE void serve (int id, goro_chan (int) in, goro_chan (int) out)
{
  struct box *b = box (id);
  long count = id;
  void called (long by)
  {
    CHECK (b->value == count);
    count += by;
    b = box (count);
  }
  registered[id] = called;
  unknown (&count); /* so the variables go to the heap */
  for (;;) {
    int by = goro_recv (in);
    registered[id] (by);
    goro_send (out, by);
  }
}

int main (void)
{
  goro_chan (int) in[WORKERS], out = goro_chan_make (int, 0);
  for (int i = 0; i < WORKERS; i++) {
    in[i] = goro_chan_make (int, 0);
    go serve (i, in[i], out);
  }
  for (int round = 0; round < ROUNDS; round++) {
    goro_gc ();
    for (int i = 0; i < 1000; i++)
      box (-1);
    for (int i = 0; i < WORKERS; i++) {
      goro_send (in[i], round);
      CHECK (goro_recv (out) == round);
    }
  }
  puts ("good");
  return 0;
}
