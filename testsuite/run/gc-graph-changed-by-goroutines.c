/* SPDX-License-Identifier: MIT */
/* Purpose: eight goroutines rearrange a graph while it is collected: nothing that can be reached is lost, and what cannot is
   freed.  */
/* Output: good */
/* Env: GOROGC=20 */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

enum { WORKERS = 8, NODES = 500, STEPS = 20000, EDGES = 3 };

struct node { struct node *edge[EDGES]; long id, check; };
struct root { goro_mutex lock; struct node *nodes[NODES]; };

static struct root *root;

static struct node *make (long id)
{
  struct node *n = goro_new (struct node);
  n->id = id;
  n->check = id ^ 0x5555;
  return n;
}

static void look (struct node *n)
{
  if (n != NULL && n->check != (n->id ^ 0x5555)) {
    printf ("node %p is broken: %lx %lx\n", (void *) n, n->id, n->check);
    exit (1);
  }
}

static void worker (int id, goro_wait_group *all)
{
  unsigned random = 77u * (unsigned) (id + 1);
  for (int step = 0; step < STEPS; step++) {
    random = random * 1664525 + 1013904223;
    unsigned a = (random >> 8) % NODES, b = (random >> 17) % NODES, e = (random >> 4) % EDGES;
    goro_mutex_lock (&root->lock);
    struct node *x = root->nodes[a], *y = root->nodes[b];
    look (x);
    look (y);
    switch (random >> 29) {
    case 0: case 1: /* a new node takes the place of x, and knows it */
      {
        struct node *n = make (step);
        n->edge[e] = x->edge[e];
        look (n->edge[e]);
        root->nodes[a] = n;
        break;
      }
    case 2: /* two places change */
      root->nodes[a] = y;
      root->nodes[b] = x;
      break;
    case 3: case 4:
      x->edge[e] = y;
      break;
    case 5: /* walk, hang what is found somewhere else, and cut it off here */
      {
        struct node *n = x;
        for (int i = 0; i < 20 && n->edge[e] != NULL; i++) {
          n = n->edge[e];
          look (n);
        }
        struct node *next = n->edge[(e + 1) % EDGES];
        n->edge[(e + 1) % EDGES] = NULL;
        look (next);
        y->edge[e] = next;
        break;
      }
    default:
      {
        struct node copy = *x;
        *x = *y;
        *y = copy;
        long t = x->id;
        look (x), look (y);
        (void) t;
        break;
      }
    }
    goro_mutex_unlock (&root->lock);
  }
  goro_wait_group_done (all);
}

int main (void)
{
  root = goro_new (struct root);
  for (int i = 0; i < NODES; i++)
    root->nodes[i] = make (i);
  static goro_wait_group all;
  goro_wait_group_add (&all, WORKERS);
  for (int i = 0; i < WORKERS; i++)
    go worker (i, &all);
  goro_wait_group_wait (&all);
  goro_gc ();
  for (int i = 0; i < NODES; i++)
    for (int e = 0; e < EDGES; e++) {
      look (root->nodes[i]);
      look (root->nodes[i]->edge[e]);
    }
  puts ("good");
  return 0;
}
