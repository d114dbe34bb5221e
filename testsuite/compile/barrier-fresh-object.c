/* SPDX-License-Identifier: MIT */
/* Purpose: No barrier for stores into an object that is fresh from the allocator of what is fresh as well, or no
   object of the heap, until there was a place where the goroutine could have stopped. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
#include <goro.h>

struct node { struct node *left, *right; };
void stop (void);

static struct node leaf;

struct node *make (void)
{
  struct node *p = goro_new (struct node);
  p->left = NULL;
  p->right = &leaf;
  return p;
}

struct node *around (struct node *left)
{
  struct node *p = goro_new (struct node);
  p->left = left; /* { dg-message "write barrier" } */
  return p;
}

struct node *late (void)
{
  struct node *p = goro_new (struct node);
  p->left = p;
  stop ();
  p->right = p; /* { dg-message "write barrier" } */
  return p;
}
