/* SPDX-License-Identifier: MIT */
/* Purpose: hardly any garbage is kept alive by words that only look like pointers: variables that are dead or out of scope, unions, arrays never
   written, what calls before have left on the stack, integers.  The same program with a collector that knows no maps: bench/retention.sh. */
/* Env: GORODEBUG=clobberfree=1 */
/* Stress: without conservative, it would fail there */
#ifdef BOEHM
#include <gc.h>
#include <stdio.h>
#include <stdlib.h>
#define goro_new(T) ((T *) GC_MALLOC (sizeof (T)))
#define goro_gc() GC_gcollect ()
#define OPAQUE __attribute__ ((noipa))
#define HIDE(i, p) (weak[i] = (void *) (p), GC_general_register_disappearing_link (&weak[i], p))
#define KEPT(i) (weak[i] != NULL)
static void **weak;
#else
#include "support/check.h"
#include <stdint.h>
#define HIDE(i, p) (weak[i] = ~(uintptr_t) (p))
#define KEPT(i) (*(volatile uintptr_t *) ~weak[i] == weak[i])
static uintptr_t *weak;
#endif

enum { DEPTH = 60, LISTS = 20, LENGTH = 50, ALL = DEPTH * LISTS };

struct node { unsigned long tag; struct node *next; long number; };
union value { struct node *list; int number; char text[8]; };

static OPAQUE struct node *list (int length)
{
  struct node *first = NULL;
  for (int i = 0; i < length; i++) {
    struct node *n = goro_new (struct node);
    n->next = first;
    n->number = i;
    n->tag = ~(unsigned long) n;
    first = n;
  }
  return first;
}

static OPAQUE long sum (const struct node *n)
{
  long s = 0;
  for (; n != NULL; n = n->next)
    s += n->number;
  return s;
}

static OPAQUE long touch (union value *v, char *text, struct node **table)
{
  return sum (v->list) + text[0] + (table[1] != NULL);
}

static int left;

static OPAQUE void count (void)
{
  for (int i = 0; i < 3; i++)
    goro_gc ();
  for (int i = 0; i < ALL; i++)
    left += KEPT (i);
}

/* Its frames stay, and what they need no more is in them.  */
static OPAQUE long build (int depth)
{
  long all = 0;
  for (int i = 0; i < LISTS; i++) {
    union value v;
    char text[64];
    struct node *table[6];
    text[0] = 0;
    table[1] = v.list = list (LENGTH);
    HIDE (depth * LISTS + i, v.list);
    all += touch (&v, text, table);
  }
  if (depth + 1 < DEPTH)
    all += build (depth + 1);
  else
    count ();
  __asm__ ("" : "+r" (all)); /* or GCC makes one frame of them all */
  return all;
}

int main (void)
{
#ifdef BOEHM
  GC_INIT ();
  weak = GC_MALLOC_ATOMIC_UNCOLLECTABLE (ALL * sizeof *weak);
#else
  weak = malloc (ALL * sizeof *weak);
#endif
  long all = build (0);
  printf ("%d of %d dead lists are kept (%.1f %%)\n", left, ALL, 100.0 * left / ALL);
  return all == 0 || (left > ALL / 50 && getenv ("REPORT") == NULL);
}
