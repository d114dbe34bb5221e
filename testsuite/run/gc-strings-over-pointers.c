/* SPDX-License-Identifier: MIT */
/* Purpose: A pointer in a union that strcpy, stpcpy, strncpy or memset overwrite keeps its object, if it has been loaded before. */
/* Env: GORODEBUG=clobberfree=1 */
/* Procs: 1 2 */
#define _GNU_SOURCE
#include "support/keep.h"
#include <string.h>

enum { PLACES = 64, COLLECTIONS = 60, LIST = 60000 };

union place {
  struct object *object;
  char string[32];
};

struct table {
  union place *places[PLACES];
};

static uintptr_t hidden; /* the table, which the collector finds last: behind a long list */
static struct object *list;
static _Atomic int collections;

static OPAQUE void overwrite (union place *u, const char *string, int way)
{
  switch (way % 4) {
  case 0: strcpy (u->string, string); break;
  case 1: CHECK (*stpcpy (u->string, string) == 0); break;
  case 2: strncpy (u->string, string, 20); break;
  default: memset (u->string, way, 20); break;
  }
}

static OPAQUE void fill (void)
{
  struct table *t = goro_new (struct table);
  for (int i = 0; i < PLACES; i++) {
    t->places[i] = goro_new (union place);
    t->places[i]->object = make ();
  }
  hidden = hide (t);
  list = (struct object *) t;
  for (int i = 0; i < LIST; i++) {
    struct object *p = make ();
    p->next = list;
    list = p;
  }
}

static OPAQUE void clear (struct object **held)
{
  for (int i = 0; i < PLACES; i++)
    held[i] = NULL;
}

static void collect_always (void)
{
  for (;;) {
    goro_gc ();
    collections++;
  }
}

int main (void)
{
  fill ();
  grow (10);
  go collect_always ();
  while (collections < COLLECTIONS) {
    struct object *held[PLACES];
    for (int i = 0; i < PLACES; i++) {
      union place *u = ((struct table *) ~hidden)->places[i];
      held[i] = u->object;
      overwrite (u, "some text", i);
    }
    for (int end = collections + 1; collections < end; )
      goro_yield ();
    for (int i = 0; i < PLACES; i++) {
      CHECK (held[i]->tag == hide (held[i]));
      ((struct table *) ~hidden)->places[i]->object = held[i];
    }
    clear (held);
    /* At another moment of the next collection.  */
    for (volatile int i = collections % 10 * 20000; i > 0; i--)
      continue;
  }
  return 0;
}
