/* SPDX-License-Identifier: MIT */
/* Purpose: Pointers in an arena of characters in a structure, whose allocator returns void *. */
#include "support/derived.h"

struct arena { unsigned used; char mem[200]; };

static NOINLINE void *allocate (struct arena *a, unsigned size)
{
  char *place = a->mem + ((a->used + 3) & ~7u);
  char *old = place;
  a->used += size + 8;
  return old + 4;
}

struct node { struct node *next; int *value; };

static OPAQUE struct node *push (struct arena *a, struct node *list, int *value)
{
  struct node *n = allocate (a, sizeof *n);
  n->next = list;
  n->value = value;
  return n;
}

static OPAQUE void stale (int *x)
{
  int *all[64];
  for (int i = 0; i < 64; i++)
    all[i] = x + i;
  move (all);
}

static OPAQUE void use (int *x)
{
  struct arena a;
  struct node *list = NULL;
  int n = 0;
  a.used = 4;
  for (int i = 0; i < 8; i++) {
    list = push (&a, list, x + i);
    move (x);
  }
  for (struct node *p = list; p; p = p->next, n++) {
    CHECK (p->value == x + 7 - n);
    move (x);
  }
  CHECK (n == 8);
}

/* What is not an address stays as it is, beside old addresses.  */
static OPAQUE void bytes (int *x)
{
  struct arena a;
  a.used = 4;
  char *p = allocate (&a, 16);
  for (int i = 0; i < 6; i++)
    p[0] = (char) i, p[1] = 7, move (x), CHECK (p[0] == (char) i && p[1] == 7);
}

static void test (void)
{
  int x[64] = { 1 };
  for (int i = 0; i < 4; i++) {
    stale (x);
    use (x);
    stale (x);
    bytes (x);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
