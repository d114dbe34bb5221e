/* SPDX-License-Identifier: MIT */
/* Purpose: Finalizers, cleanups and weak pointers are checked against the types of their objects and arguments. */
#include <goro.h>

struct node { int n; };
struct unknown;
extern void of_node (struct node *);
extern void of_int (int *);
extern void of_any (void *);
extern goro_weak (struct node) weak_node;

void test (struct node *p, int *q, const struct node *constant, struct unknown *u, void *any, void (*of_unknown) (struct unknown *))
{
  goro_set_finalizer (p, of_node);
  goro_set_finalizer (p, NULL);
  goro_set_finalizer (u, of_unknown);
  goro_set_finalizer (any, of_any);
  goro_set_finalizer (p, of_int); /* { dg-warning "incompatible pointer type" } */
  goro_cleanup c = goro_add_cleanup (p, of_int, q);
  goro_cleanup_stop (c);
  goro_add_cleanup (any, of_any, (void *) NULL);
  goro_add_cleanup (p, of_int, p); /* { dg-warning "incompatible pointer type" } */
  weak_node = goro_weak_make (p);
  p = goro_weak_value (weak_node);
  goro_weak (int) w = goro_weak_make (q);
  goro_weak (const struct node) k = goro_weak_make (constant);
  constant = goro_weak_value (k);
  goro_keep_alive (constant);
  goro_weak (struct unknown) v = goro_weak_make (u);
  u = goro_weak_value (v);
  w = goro_weak_make (p); /* { dg-warning "incompatible pointer type" } */
  q = goro_weak_value (weak_node); /* { dg-warning "incompatible pointer type" } */
  weak_node = w; /* { dg-warning "incompatible pointer type" } */
}
