/* SPDX-License-Identifier: MIT */
/* Purpose: With unknown-calls=scope what C's rules end with the frame, whoever may know it, is moved to the goroutine's blocks; what is stored in static objects or
   objects of goro_new, returned, or given to goro to the heap. */
/* Options: -O2 -fplugin-arg-goro-m -fplugin-arg-goro-unknown-calls=scope */
#include <stdlib.h>
#include <goro.h>

void unseen (int *);
int *kept;

int passed (void)
{
  int x = 1; /* { dg-message "moved to scope: 'x'" } */
  unseen (&x);
  return x;
}

void stored (void)
{
  int y = 2; /* { dg-message "moved to heap: 'y'" } */
  kept = &y;
}

int *returned (void)
{
  int z = 3; /* { dg-message "moved to heap: 'z'" } */
  return &z;
}

static void use (void *p) /* { dg-message "leaking param: 'p'" } */
{
  unseen (p);
}

void given (void)
{
  int a = 4; /* { dg-message "moved to heap: 'a'" } */
  int b = 5; /* { dg-message "moved to heap: 'b'" } */
  goro_spawn (use, &a);
  go use (&b);
}

struct node { int *p; struct node *next; };
struct node *list;
static goro_chan (int *) channel;

void behind_unknown (void)
{
  int c = 6; /* { dg-message "moved to scope: 'c'" } */
  list->next->p = &c;
}

void behind_parameter (struct node *n) /* { dg-message "leaking param content: 'n'" } */
{
  int d = 7; /* { dg-message "moved to scope: 'd'" } */
  n->p = &d;
  unseen (n->p);
}

int in_malloc (void)
{
  int e = 8; /* { dg-message "moved to scope: 'e'" } */
  struct node *n = malloc (sizeof *n), *n2 = malloc (sizeof *n);
  n->p = &e;
  list->p = n->p;
  n2->next = n;
  return *n->p;
}

void sent (void)
{
  int e = 8; /* { dg-message "moved to heap: 'e'" } */
  goro_send (channel, &e);
}

/* In a local that is kept.  */
void in_kept (void)
{
  int f = 9; /* { dg-message "moved to heap: 'f'" } */
  struct node n = { &f, NULL }; /* { dg-message "moved to heap: 'n'" } */
  list = &n;
}

static struct node *make (void)
{
  return goro_new (struct node); /* { dg-message "escapes to heap" } */
}

void in_new (void)
{
  int g = 10; /* { dg-message "moved to heap: 'g'" } */
  int h = 11; /* { dg-message "moved to heap: 'h'" } */
  struct node *n = goro_new (struct node), *m = make (); /* { dg-message "does not escape|escapes to heap" } */
  n->p = &g;
  m->p = &h;
}

/* What malloc gave and a goroutine gets.  */
void malloc_given (void)
{
  int i = 12; /* { dg-message "moved to heap: 'i'" } */
  struct node *n = malloc (sizeof *n);
  n->p = &i; /* { dg-warning "address of 'i'.* is kept only in memory from 'malloc'" } */
  goro_spawn (use, n);
}

static void store (struct node *n, int *p) /* { dg-message "'n' does not escape|leaking param: 'p' to '\\*n'" } */
{
  n->p = p;
}

static void store_static (int *p) /* { dg-message "leaking param: 'p'" } */
{
  kept = p;
}

void through_callees (void)
{
  int j = 13; /* { dg-message "moved to scope: 'j'" } */
  int k = 14; /* { dg-message "moved to heap: 'k'" } */
  int l = 15; /* { dg-message "moved to heap: 'l'" } */
  store (list, &j);
  store (goro_new (struct node), &k); /* { dg-message "does not escape|escapes to heap" } */
  store_static (&l);
}

/* A pointer that comes back from memory that nobody knows, or from behind a parameter, is none of goro's business.  */
void came_back (struct node *n) /* { dg-message "leaking param: 'n'" } */
{
  int m = 16; /* { dg-message "moved to scope: 'm'" } */
  int o = 17; /* { dg-message "moved to scope: 'o'" } */
  unseen (&m);
  n->p = &o;
  kept = n->next->p;
  list = n;
  kept = list->next->next->p;
}
