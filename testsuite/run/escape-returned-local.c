/* SPDX-License-Identifier: MIT */
/* Purpose: The address of a local that is returned, stored in a static object, or stored behind a parameter is good after
   the return, while stacks move and objects are collected. */
#include "support/check.h"

struct node { int value; struct node *next; };
static struct node *list;

static OPAQUE int *returned (int v) { int x = v; return &x; }
static OPAQUE int *part (int v) { struct { int a, b[3]; } s = { v, { 1, v + 1, 3 } }; return &s.b[1]; }
static OPAQUE int *parameter (int v) { v++; return &v; }
static OPAQUE struct node *by_value (struct node n) { n.value++; return &n; }
static OPAQUE void behind (int **out, int v) { int x = v; *out = &x; }
static OPAQUE void push (int v)
{
  struct node n = { v, list };
  list = &n;
}

static void test (void)
{
  int *a = returned (1), *b = returned (2), *c = part (10), *d = parameter (20), *e;
  struct node *n = by_value ((struct node) { 30, 0 });
  behind (&e, 40);
  for (int i = 0; i < 100; i++)
    push (i);
  grow (100);
  goro_gc ();
  int *f = returned (3);
  grow (10);
  CHECK (*a == 1 && *b == 2 && *c == 11 && *d == 21 && n->value == 31 && *e == 40 && *f == 3);
  int k = 100;
  for (struct node *p = list; p; p = p->next)
    CHECK (p->value == --k);
  CHECK (k == 0);
  list = 0;
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
