/* SPDX-License-Identifier: MIT */
/* Purpose: Functions that call themselves and one another: what they do with parameters. */
/* Options: -fplugin-arg-goro-m */
struct node { struct node *next; int *value; };
int *sink;
struct node *nodes;

static int *even (int *p, int n);
static int *odd (int *p, int n) { return n == 0 ? 0 : even (p, n - 1); } /* { dg-note "leaking param: 'p' to result level=0" } */
static int *even (int *p, int n) { return n == 0 ? p : odd (p, n - 1); } /* { dg-note "leaking param: 'p' to result level=0" } */

static void keep_odd (int *p, int n);
static void keep_even (int *p, int n) { if (n == 0) sink = p; else keep_odd (p, n - 1); } /* { dg-note "leaking param: 'p'" } */
static void keep_odd (int *p, int n) { if (n > 0) keep_even (p, n - 1); } /* { dg-note "leaking param: 'p'" } */

static int read_odd (const int *p, int n);
static int read_even (const int *p, int n) { return n == 0 ? *p : read_odd (p, n - 1); } /* { dg-note "'p' does not escape" } */
static int read_odd (const int *p, int n) { return n == 0 ? 0 : read_even (p, n - 1); } /* { dg-note "'p' does not escape" } */

static int length (const struct node *l) { return l ? 1 + length (l->next) : 0; } /* { dg-note "'l' does not escape" } */
static struct node *last (struct node *l) { return l->next ? last (l->next) : l; } /* { dg-note "leaking param: 'l' to result level=0" } */
static struct node *reverse (struct node *l, struct node *done) /* { dg-note "leaking param: 'l' to '.done'" } */ /* { dg-note "leaking param: 'l' to result level=0" } */ /* { dg-note "leaking param: 'done' to '.l'" } */ /* { dg-note "leaking param: 'done' to result level=0" } */
{
  if (l == 0)
    return done;
  struct node *next = l->next;
  l->next = done;
  return reverse (next, l);
}
static void keep_all (struct node *l) { if (l) { sink = l->value; keep_all (l->next); } } /* { dg-note "leaking param content: 'l'" } */
static void swap (int **a, int **b) { int *t = *a; *a = *b; *b = t; } /* { dg-note "leaking param content: 'a' to '.b'" } */ /* { dg-note "leaking param content: 'b' to '.a'" } */
static int depth (int n) { int x = n; return n > 0 ? depth (n - 1) + *(&x) : 0; }
static int chained (int *outer, int n) { int x = n; return n > 0 ? chained (&x, n - 1) : *outer; } /* { dg-note "'outer' does not escape" } */

void test (int n)
{
  int a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8; /* { dg-note "moved to heap: 'a'" } */ /* { dg-note "moved to heap: 'c'" } */ /* { dg-note "moved to heap: 'g'" } */ /* { dg-note "moved to heap: 'h'" } */
  sink = even (&a, n);
  (void) *odd (&b, n);
  keep_even (&c, n);
  read_even (&d, n);
  int *p = &e, *q = &f;
  swap (&p, &q);
  int *r = &g, *s = &h;
  swap (&r, &s);
  sink = r;
  depth (n);
  chained (&a, n);
}

int lists (void)
{
  int a = 1, b = 2;
  struct node x = { 0, &a }, y = { &x, &b };
  return length (&y) + (last (&y) == &x) + (reverse (&y, 0) == &x);
}

void lists_kept (void)
{
  int a = 1, b = 2; /* { dg-note "moved to heap: 'a'" } */ /* { dg-note "moved to heap: 'b'" } */
  struct node x = { 0, &a }, y = { &x, &b }; /* { dg-note "moved to heap: 'x'" } */
  keep_all (&y);
}

void list_made_static (void)
{
  struct node x = { nodes, 0 }; /* { dg-note "moved to heap: 'x'" } */
  nodes = &x;
}

struct node *list_reversed (void)
{
  struct node x = { 0, 0 }, y = { &x, 0 }; /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
  return reverse (&y, 0);
}
