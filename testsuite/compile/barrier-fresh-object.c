/* SPDX-License-Identifier: MIT */
/* Purpose: No barrier for stores into an object that is fresh from the allocator, until there was a place where
   the goroutine could have stopped. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
#include <goro.h>

struct node { struct node *left, *right; };
void stop (void);

struct node *make (struct node *left, struct node *right)
{
  struct node *p = goro_new (struct node);
  p->left = left;
  p->right = right;
  return p;
}

struct node *late (struct node *left, struct node *right)
{
  struct node *p = goro_new (struct node);
  p->left = left;
  stop ();
  p->right = right; /* { dg-message "write barrier" } */
  return p;
}
