/* SPDX-License-Identifier: MIT */
/* Purpose: the only pointer to an object moves between stack, channel, global, thread-local and heap, at random, while objects
   are collected.  */
/* Output: good */
/* Env: GOROGC=10 */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

enum { STEPS = 100000, PLACES = 8, WORKERS = 4 };

struct box { struct box *inner; long number, check; };
struct node { struct node *other; struct box *box; };

static struct box *globals[WORKERS];
static __thread struct box *local;

static struct box *fresh (long number)
{
  struct box *b = goro_new (struct box);
  b->inner = goro_new (struct box);
  b->inner->number = b->number = number;
  b->inner->check = b->check = ~number;
  return b;
}

static void look (const struct box *b, long number)
{
  if (b == NULL || b->number != number || b->check != ~number || b->inner == NULL || b->inner->number != number
      || b->inner->check != ~number) {
    printf ("box %ld is broken\n", number);
    exit (1);
  }
}

static __attribute__ ((noinline)) struct box *deep (struct box *b, int n)
{
  if (n == 0) {
    for (int i = 0; i < 3; i++)
      goro_alloc (200, GORO_POINTERS);
    return b;
  }
  return deep (b, n - 1);
}

static void worker (int id, goro_chan (int) done)
{
  goro_chan (struct box *) channel = goro_chan_make (struct box *, 1);
  struct node *node = goro_new (struct node);
  node->other = goro_new (struct node);
  unsigned random = 12345u + (unsigned) id;
  struct box **far = goro_make (struct box *, 30000); /* a large object */
  struct box *b = fresh (id);
  long number = id;
  for (int step = 0; step < STEPS; step++) {
    random = random * 1664525 + 1013904223;
    switch (random >> 16 & (PLACES - 1)) {
    case 0:
      goro_send (channel, b);
      b = NULL;
      goro_alloc (64, GORO_POINTERS);
      b = goro_recv (channel);
      break;
    case 1:
      globals[id] = b;
      b = NULL;
      goro_yield ();
      b = globals[id];
      globals[id] = NULL;
      break;
    case 2:
      node->box = b;
      b = NULL;
      goro_alloc (64, GORO_POINTERS);
      node->other->box = node->box;
      node->box = NULL;
      goro_yield ();
      b = node->other->box;
      node->other->box = NULL;
      break;
    case 3:
      b = deep (b, (int) (random >> 8 & 31));
      break;
    case 4: {
      unsigned at = (random >> 4) % 30000;
      far[at] = b;
      b = NULL;
      goro_alloc (64, GORO_POINTERS);
      b = far[at];
      far[at] = NULL;
      break;
    }
    case 5: {
      /* The box's inside becomes the only way to a new one.  */
      struct box *old = b;
      number = step * (long) WORKERS + id;
      old->inner->inner = fresh (number);
      b = NULL;
      goro_alloc (48, GORO_POINTERS);
      b = old->inner->inner;
      old->inner->inner = NULL;
      break;
    }
    case 6:
      goro_lock_thread ();
      local = b;
      b = NULL;
      goro_alloc (64, GORO_POINTERS);
      b = local;
      local = NULL;
      goro_unlock_thread ();
      break;
    case 7: {
      struct node *two = goro_new (struct node);
      two->box = b;
      b = NULL;
      struct node copy = *two;
      two->box = NULL;
      goro_yield ();
      *two = copy;
      copy.box = NULL;
      goro_alloc (64, GORO_POINTERS);
      b = two->box;
      break;
    }
    }
    look (b, number);
  }
  goro_send (done, id);
}

int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  for (int i = 0; i < WORKERS; i++)
    go worker (i, done);
  for (int i = 0; i < WORKERS; i++)
    goro_recv (done);
  puts ("good");
  return 0;
}
