/* SPDX-License-Identifier: MIT */
/* Purpose: No warning about memory from malloc that ends in time, that is a root, or where the object is known elsewhere. */
#include <goro.h>
#include <stdlib.h>

struct box { int *p; struct box *next; };
struct box *list, *collected;
int *known;
goro_chan (int *) channel;
void use (struct box *);
void look (int *);

void freed_here (void)
{
  int x = 1;
  struct box *b = malloc (sizeof *b);
  b->p = &x;
  use (b);
  free (b);
}

int *out_of_list (void)
{
  int x = 1;
  struct box *b = malloc (sizeof *b), *other = list;
  b->p = &x;
  use (b);
  list = other->next;
  int *p = list->p;
  free (b);
  return p;
}

void root (void)
{
  struct box *b = malloc (sizeof *b);
  goro_add_root (b, sizeof *b);
  b->p = goro_new (int);
  list = b;
}

void known_to_static_memory (void)
{
  struct box *b = malloc (sizeof *b);
  int *p = goro_new (int);
  b->p = p;
  known = p;
  list = b;
}

void sent (void)
{
  struct box *b = malloc (sizeof *b);
  b->p = goro_new (int);
  list = b;
  goro_send (channel, b->p);
}

int *returned (void)
{
  struct box *b = malloc (sizeof *b);
  int *p = goro_new (int);
  b->p = p;
  list = b;
  return p;
}

void known_to_unseen (void)
{
  struct box *b = malloc (sizeof *b);
  int *p = goro_new (int);
  look (p);
  b->p = p;
  list = b;
}

void in_collected_object (void)
{
  struct box *b = malloc (sizeof *b), *c = goro_new (struct box);
  int *p = goro_new (int);
  b->p = c->p = p;
  list = b;
  collected = c;
}

void address_of_static (void)
{
  static int x;
  struct box *b = malloc (sizeof *b);
  b->p = &x;
  list = b;
}

void no_address (void)
{
  int x = 1;
  struct box *b = malloc (sizeof *b);
  b->p = malloc (x);
  look (&x);
  list = b;
}
