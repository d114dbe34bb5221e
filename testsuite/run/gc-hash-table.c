/* SPDX-License-Identifier: MIT */
/* Purpose: hash tables that grow, with chains and keys of their own, keep all their entries through collections.  */
/* Output: good */
/* Env: GOROGC=20 */
#include <goro.h>
#include <stdio.h>
#include <string.h>

struct entry { struct entry *next; char *key; long value; };
struct table { struct entry **slots; size_t size, count; };

static size_t hash (const char *s)
{
  size_t h = 5381;
  while (*s)
    h = h * 33 + (unsigned char) *s++;
  return h;
}

static void grow (struct table *t)
{
  size_t size = t->size ? 2 * t->size : 8;
  struct entry **slots = goro_make (struct entry *, size);
  for (size_t i = 0; i < t->size; i++)
    for (struct entry *e = t->slots[i], *next; e != NULL; e = next) {
      next = e->next;
      struct entry **slot = &slots[hash (e->key) % size];
      e->next = *slot;
      *slot = e;
    }
  t->slots = slots;
  t->size = size;
}

static struct entry *find (struct table *t, const char *key, int add)
{
  if (add && t->count >= t->size)
    grow (t);
  for (struct entry *e = t->slots[hash (key) % t->size]; e != NULL; e = e->next)
    if (strcmp (e->key, key) == 0)
      return e;
  if (!add)
    return NULL;
  struct entry *e = goro_new (struct entry);
  e->key = goro_alloc (strlen (key) + 1, GORO_NO_POINTERS);
  strcpy (e->key, key);
  struct entry **slot = &t->slots[hash (key) % t->size];
  e->next = *slot;
  *slot = e;
  t->count++;
  return e;
}

static void user (int id, goro_chan (int) done)
{
  int good = 0;
  for (int run = 0; run < 3; run++) {
    struct table *t = goro_new (struct table);
    char key[32];
    for (int i = 0; i < 4000; i++) {
      snprintf (key, sizeof key, "key %d of %d", i, id);
      find (t, key, 1)->value = i;
    }
    good = 1;
    for (int i = 0; i < 4000; i++) {
      snprintf (key, sizeof key, "key %d of %d", i, id);
      struct entry *e = find (t, key, 0);
      good &= e != NULL && e->value == i;
    }
    if (!good)
      break;
  }
  goro_send (done, good);
}

int main (void)
{
  goro_chan (int) done = goro_chan_make (int, 0);
  int good = 0;
  for (int i = 0; i < 4; i++)
    go user (i, done);
  for (int i = 0; i < 4; i++)
    good += goro_recv (done);
  puts (good == 4 ? "good" : "an entry was lost");
  return 0;
}
