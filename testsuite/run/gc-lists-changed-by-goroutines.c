/* SPDX-License-Identifier: MIT */
/* Purpose: eight goroutines put nodes in lists linked both ways, take them from one to another, reverse lists and cut off their ends, while all is
   collected; in the end links, number and contents of the nodes are right. */
/* Output: good */
/* Env: GORODEBUG=gcloop=50,clobberfree=1 */
#include "support/check.h"

enum { WORKERS = 8, LISTS = 4, STEPS = 40000, LONGEST = 300 };

struct payload { long id, check; };
struct node { struct node *next, *previous; struct payload *payload; };
struct list { goro_mutex lock; struct node *first, *last; long count, sum; };

static struct list lists[LISTS];

static long look (const struct node *n)
{
  CHECK (n->payload->check == ~n->payload->id);
  return n->payload->id;
}

static void push (struct list *l, struct node *n)
{
  n->previous = NULL;
  n->next = l->first;
  *(l->first != NULL ? &l->first->previous : &l->last) = n;
  l->first = n;
  l->count++;
  l->sum += look (n);
}

static void unlink_node (struct list *l, struct node *n)
{
  *(n->previous != NULL ? &n->previous->next : &l->first) = n->next;
  *(n->next != NULL ? &n->next->previous : &l->last) = n->previous;
  l->count--;
  l->sum -= look (n);
}

/* All links the other way.  */
static void reverse (struct list *l)
{
  struct node *n = l->first;
  l->first = l->last;
  l->last = n;
  while (n != NULL) {
    struct node *next = n->next;
    n->next = n->previous;
    n->previous = next;
    look (n);
    n = next;
  }
}

static struct node *at (const struct list *l, unsigned place)
{
  struct node *n = l->last;
  for (; place > 0 && n != NULL; place--)
    n = n->previous;
  return n;
}

static void step (unsigned random, long id)
{
  struct list *l = &lists[random >> 30], *other = &lists[random >> 28 & 3];
  unsigned place = (random >> 12) % LONGEST;
  struct node *n = NULL;
  goro_mutex_lock (&l->lock);
  if ((random >> 8 & 63) == 0)
    reverse (l);
  else if ((random >> 8 & 7) == 1)
    n = at (l, place);
  if (n != NULL)
    unlink_node (l, n);
  if (l->count > LONGEST) /* half of them are garbage now */
    for (n = NULL; l->count > LONGEST / 2; )
      unlink_node (l, l->last);
  goro_mutex_unlock (&l->lock);
  if (n == NULL) {
    n = goro_new (struct node);
    n->payload = goro_new (struct payload);
    n->payload->id = id;
    n->payload->check = ~id;
  }
  goro_mutex_lock (&other->lock);
  push (other, n);
  goro_mutex_unlock (&other->lock);
}

static void worker (unsigned random, goro_wait_group *all)
{
  for (long i = 0; i < STEPS; i++)
    step (random = random * 1664525 + 1013904223, random + i);
  goro_wait_group_done (all);
}

int main (void)
{
  static goro_wait_group all;
  goro_wait_group_add (&all, WORKERS);
  for (unsigned i = 1; i <= WORKERS; i++)
    go worker (77 * i, &all);
  goro_wait_group_wait (&all);
  goro_gc ();
  for (struct list *l = lists; l < lists + LISTS; l++) {
    struct node *before = NULL;
    for (struct node *n = l->first; n != NULL; before = n, n = n->next, l->count--) {
      CHECK (n->previous == before);
      l->sum -= look (n);
    }
    CHECK (before == l->last && l->count == 0 && l->sum == 0);
  }
  puts ("good");
  return 0;
}
