/* SPDX-License-Identifier: MIT */
/* Purpose: A library compiled without the plugin cuts off the last node of a long chain, where the collector has not been, and returns it to a
   goroutine whose stack has been scanned: the node is kept. */
/* Foreign: support/rearrange.c */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/check.h"

struct node {
  struct node *next, *previous;
  unsigned long value;
};

enum { FAR = 100000, STEPS = 30 };

struct node *chain_cut_last (struct node *first);

static struct node *chain;
static volatile int stop;
static goro_wait_group finished;

static OPAQUE struct node *node (unsigned long value, struct node *next)
{
  struct node *n = goro_new (struct node);
  n->value = value;
  n->next = next;
  return n;
}

static OPAQUE void build (void)
{
  chain = node (1, node (2, NULL));
  for (int i = 0; i < FAR; i++)
    chain = node (1, chain);
}

static void collect (void)
{
  while (!stop)
    goro_gc ();
  goro_wait_group_done (&finished);
}

static OPAQUE void step (int n)
{
  goro_sleep (n % 10 * 400000); /* a collection is somewhere, mostly among the nodes */
  struct node *taken = chain_cut_last (chain);
  CHECK (taken->value == 2);
  goro_gc ();
  CHECK (taken->value == 2 && taken->next == NULL);
  struct node *end = chain;
  while (end->next != NULL)
    end = end->next;
  end->next = taken;
}

int main (void)
{
  build ();
  goro_wait_group_add (&finished, 1);
  go collect ();
  for (int i = 0; i < STEPS; i++)
    step (i);
  stop = 1;
  goro_wait_group_wait (&finished);
  return 0;
}
