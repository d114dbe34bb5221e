/* SPDX-License-Identifier: MIT */
/* Purpose: A library compiled without the plugin takes a node out of a list that the collector has not come to yet, after the goroutine's
   stack has been scanned: the node is kept. */
/* Foreign: support/rearrange.c */
/* Env: GORODEBUG=clobberfree=1 */
#include "support/check.h"

struct node {
  struct node *next, *previous;
  unsigned long value;
};

enum { FAR = 200000, NODES = 20, STEPS = 150 };

void list_insert (struct node *head, struct node *n);
struct node *list_remove_first (struct node *head);

static struct node *chain; /* the list's head is behind its end */
static volatile int stop;
static goro_wait_group finished;

static OPAQUE struct node *node (unsigned long value)
{
  struct node *n = goro_new (struct node);
  n->value = value;
  return n;
}

static OPAQUE void build (void)
{
  struct node *head = node (0);
  head->next = head->previous = head;
  for (int i = 0; i < NODES; i++)
    list_insert (head, node (1000 + i));
  for (int i = 0; i < FAR; i++) {
    struct node *n = node (1);
    n->next = chain != NULL ? chain : head;
    chain = n;
  }
}

static OPAQUE struct node *head (void)
{
  struct node *n = chain;
  while (n->value == 1)
    n = n->next;
  return n;
}

static void collect (void)
{
  while (!stop)
    goro_gc ();
  goro_wait_group_done (&finished);
}

static OPAQUE void step (void)
{
  struct node *taken[5];
  for (int i = 0; i < 5; i++) {
    taken[i] = list_remove_first (head ());
    CHECK (taken[i]->value - 1000 < NODES);
  }
  goro_yield ();
  for (int i = 0; i < 5; i++) {
    CHECK (taken[i]->value - 1000 < NODES);
    list_insert (head (), taken[i]);
  }
}

int main (void)
{
  build ();
  goro_wait_group_add (&finished, 1);
  go collect ();
  for (int i = 0; i < STEPS; i++)
    step ();
  stop = 1;
  goro_wait_group_wait (&finished);
  return 0;
}
