/* SPDX-License-Identifier: MIT */
/* Purpose: eight goroutines add to hash tables, take entries from one to another and have them grow and shrink, while all is collected; in the end
   each entry is where its key belongs, and none is missing. */
/* Output: good */
/* Env: GORODEBUG=gcloop=50,clobberfree=1 */
#include "support/check.h"

enum { WORKERS = 8, TABLES = 4, KEYS = 2000, STEPS = 60000 };

struct value { long key, check; };
struct entry { struct entry *next; long key; struct value *value; };
struct table { goro_mutex lock; struct entry **slots; size_t size; long count, sum; };

static struct table tables[TABLES];

static size_t slot_of (long key, size_t size)
{
  return (size_t) key * 11400714819323198485ul >> 20 & (size - 1);
}

static void look (const struct entry *e) { CHECK (e->value->key == e->key && e->value->check == ~e->key); }

/* The same entries, in a new array.  */
static void resize (struct table *t, size_t size)
{
  struct entry **slots = goro_make (struct entry *, size);
  for (size_t i = 0; i < t->size; i++)
    for (struct entry *e = t->slots[i], *next; e != NULL; e = next) {
      struct entry **slot = &slots[slot_of (e->key, size)];
      look (e);
      next = e->next;
      e->next = *slot;
      *slot = e;
    }
  t->slots = slots;
  t->size = size;
}

static struct entry **find (struct table *t, long key)
{
  struct entry **e = &t->slots[slot_of (key, t->size)];
  for (; *e != NULL && (*e)->key != key; e = &(*e)->next)
    look (*e);
  return e;
}

static struct value *fresh (long key)
{
  struct value *v = goro_new (struct value);
  v->key = key;
  v->check = ~key;
  return v;
}

/* E, or a new one; of a key that is there already the value is a new one.  */
static void put (struct table *t, long key, struct entry *e)
{
  goro_mutex_lock (&t->lock);
  if (t->count >= (long) t->size * 2)
    resize (t, t->size * 2);
  struct entry **place = find (t, key);
  if (*place != NULL)
    (*place)->value = fresh (key);
  else {
    if (e == NULL)
      e = goro_new (struct entry);
    e->key = key;
    e->value = fresh (key);
    e->next = NULL;
    *place = e;
    t->count++;
    t->sum += key;
  }
  goro_mutex_unlock (&t->lock);
}

static struct entry *take (struct table *t, long key)
{
  goro_mutex_lock (&t->lock);
  struct entry **place = find (t, key), *e = *place;
  if (e != NULL) {
    *place = e->next;
    t->count--;
    t->sum -= key;
    if (t->size > 8 && t->count < (long) t->size / 2)
      resize (t, t->size / 2);
  }
  goro_mutex_unlock (&t->lock);
  return e;
}

static void worker (unsigned random, goro_wait_group *all)
{
  for (int step = 0; step < STEPS; step++) {
    random = random * 1664525 + 1013904223;
    long key = (random >> 8) % KEYS;
    struct entry *e = take (&tables[random >> 30], key);
    if (e != NULL)
      look (e);
    if (e == NULL || step & 1)
      put (&tables[random >> 28 & 3], key, e);
  }
  goro_wait_group_done (all);
}

int main (void)
{
  static goro_wait_group all;
  for (int i = 0; i < TABLES; i++)
    resize (&tables[i], 8);
  goro_wait_group_add (&all, WORKERS);
  for (unsigned i = 1; i <= WORKERS; i++)
    go worker (77 * i, &all);
  goro_wait_group_wait (&all);
  goro_gc ();
  for (struct table *t = tables; t < tables + TABLES; t++) {
    for (size_t i = 0; i < t->size; i++)
      for (struct entry *e = t->slots[i]; e != NULL; e = e->next, t->count--) {
        CHECK (slot_of (e->key, t->size) == i);
        look (e);
        t->sum -= e->key;
      }
    CHECK (t->count == 0 && t->sum == 0);
  }
  puts ("good");
  return 0;
}
