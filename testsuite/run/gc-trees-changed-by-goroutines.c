/* SPDX-License-Identifier: MIT */
/* Purpose: eight goroutines insert in search trees that turn as they change, take out of one and put in another, while all is
   collected; in the end the order, the number and the contents of the nodes are right. */
/* Output: good */
/* Env: GORODEBUG=gcloop=50,clobberfree=1 */
#include "support/check.h"

enum { WORKERS = 8, TREES = 4, KEYS = 1000, STEPS = 8000 };

struct payload { long key, check; };
struct tree { struct tree *left, *right; struct payload *payload; unsigned priority; };

static struct tree *roots[TREES];
static goro_mutex locks[TREES];
static long counts[TREES];

static void look (const struct payload *p) { CHECK (p->check == ~p->key && p->key >= 0 && p->key < KEYS); }

static struct payload *fresh (long key)
{
  struct payload *p = goro_new (struct payload);
  p->key = key;
  p->check = ~key;
  return p;
}

/* A heap by priority: the child of higher priority goes up.  */
static struct tree *turn (struct tree *t)
{
  struct tree *l = t->left, *r = t->right;
  if (l != NULL && l->priority > t->priority)
    return t->left = l->right, l->right = t, l;
  if (r != NULL && r->priority > t->priority)
    return t->right = r->left, r->left = t, r;
  return t;
}

static struct tree *insert (struct tree *t, struct payload *p, unsigned priority, long *count)
{
  if (t == NULL) {
    t = goro_new (struct tree);
    t->payload = p;
    t->priority = priority;
    return ++*count, t;
  }
  look (t->payload);
  if (p->key == t->payload->key)
    t->payload = p;
  else if (p->key < t->payload->key)
    t->left = insert (t->left, p, priority, count);
  else
    t->right = insert (t->right, p, priority, count);
  return turn (t);
}

static struct tree *join (struct tree *a, struct tree *b)
{
  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  if (a->priority > b->priority)
    return a->right = join (a->right, b), a;
  return b->left = join (a, b->left), b;
}

static struct tree *take (struct tree *t, long key, struct payload **taken)
{
  if (t == NULL)
    return NULL;
  if (key == t->payload->key)
    return *taken = t->payload, join (t->left, t->right);
  struct tree **side = key < t->payload->key ? &t->left : &t->right;
  return *side = take (*side, key, taken), t;
}

static void put (int at, struct payload *p, unsigned priority)
{
  goro_mutex_lock (&locks[at]);
  roots[at] = insert (roots[at], p, priority, &counts[at]);
  goro_mutex_unlock (&locks[at]);
}

static void worker (unsigned random, goro_wait_group *all)
{
  for (int step = 0; step < STEPS; step++) {
    random = random * 1664525 + 1013904223;
    int from = random >> 30;
    struct payload *p = NULL;
    put (random >> 28 & 3, fresh ((random >> 10) % KEYS), random * 2654435761u);
    goro_mutex_lock (&locks[from]);
    roots[from] = take (roots[from], (random >> 8) % KEYS, &p);
    counts[from] -= p != NULL;
    goro_mutex_unlock (&locks[from]);
    if (p != NULL && step & 1)
      put (random >> 26 & 3, p, random);
  }
  goro_wait_group_done (all);
}

static long walk (const struct tree *t, long low, long high)
{
  if (t == NULL)
    return 0;
  long key = t->payload->key;
  look (t->payload);
  CHECK (key > low && key < high);
  return walk (t->left, low, key) + 1 + walk (t->right, key, high);
}

int main (void)
{
  static goro_wait_group all;
  goro_wait_group_add (&all, WORKERS);
  for (unsigned i = 1; i <= WORKERS; i++)
    go worker (77 * i, &all);
  goro_wait_group_wait (&all);
  goro_gc ();
  for (int i = 0; i < TREES; i++)
    CHECK (walk (roots[i], -1, KEYS) == counts[i]);
  puts ("good");
  return 0;
}
