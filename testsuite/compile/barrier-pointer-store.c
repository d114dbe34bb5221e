/* SPDX-License-Identifier: MIT */
/* Purpose: Every store of a pointer to memory that is not of the frame has a barrier, every other store has none. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
#include <goro.h>
#include <stdint.h>

struct node { struct node *left, *right; long value; uintptr_t word; double d; goro_chan (int) c; int (*f) (void); };
union either { void *p; long n; };

struct node *root;
void *table[8];
_Thread_local void *mine;

void fields (struct node *p, struct node *q, goro_chan (int) c)
{
  p->left = q; /* { dg-message "write barrier" } */
  p->right = NULL; /* { dg-message "write barrier" } */
  p->value = 1;
  p->d = 2;
  p->c = c; /* { dg-message "write barrier" } */
  p->word = (uintptr_t) q; /* { dg-message "write barrier" } */
}

void statics (struct node *q, int i)
{
  root = q; /* { dg-message "write barrier" } */
  table[i] = q; /* { dg-message "write barrier" } */
  mine = q; /* { dg-message "write barrier" } */
}

void unions (union either *u, union either *v, void *p)
{
  v->p = p; /* { dg-message "write barrier" } */
  u->n = 5; /* { dg-message "write barrier" } */
}

void volatile_store (struct node *volatile *p, struct node *q)
{
  *p = q; /* { dg-message "write barrier" } */
}

struct node *use (void *) __attribute__ ((goro_noescape (1)));
void escaped (struct node *q)
{
  struct node on_the_frame = { 0 }, *array[4];
  on_the_frame.left = q;
  array[1] = q;
  use (&on_the_frame);
  use (array);
}
