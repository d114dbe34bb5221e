/* SPDX-License-Identifier: MIT */
/* Purpose: Nothing in the macros of finalizers, cleanups and weak pointers is a reason for a warning. */
/* Options: -std=gnu99 -Wall -Wextra -Wpedantic -Wshadow -Wcast-function-type -Wconversion */
#include <goro.h>

struct node { int n; };
extern void of_node (struct node *);
extern goro_weak (struct node) weak_node;

goro_cleanup test (struct node *p, struct node *q)
{
  goro_set_finalizer (p, of_node);
  goro_set_finalizer (p, NULL);
  weak_node = goro_weak_make (p);
  p = goro_weak_value (weak_node);
  goro_keep_alive (p);
  return goro_add_cleanup (p, of_node, q);
}
