/* SPDX-License-Identifier: MIT */
/* Purpose: No barrier for the first store in a word of an object that the function has made and that nobody else knows of yet, whatever is stored
   and wherever the goroutine may have stopped since. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
#include <goro.h>
#include <string.h>

struct node { struct node *left, *right; struct node *more[4]; };
void stop (void);
void keep (struct node *);
struct node *get (void);

static struct node leaf;
struct node *root;

struct node *make (struct node *left, int deep)
{
  struct node *p = goro_new (struct node);
  p->left = left;
  stop ();
  if (deep)
    p->right = get ();
  p->more[1] = &leaf;
  return p;
}

struct node *copied (struct node *other)
{
  struct node *p = goro_new (struct node), *q = goro_new (struct node);
  *p = *other;
  memcpy (q, other, sizeof *q);
  p->left = q; /* { dg-message "write barrier" } */
  return p;
}

struct node *cleared (struct node *left)
{
  struct node *p = goro_new (struct node);
  memset (p, 0, sizeof *p);
  p->right = NULL;
  p->left = left;
  p->right = left;
  return p;
}

struct node *known (struct node *left)
{
  struct node *p = goro_new (struct node);
  keep (p);
  p->left = left; /* { dg-message "write barrier" } */
  return p;
}

struct node *stored (struct node *left)
{
  struct node *p = goro_new (struct node);
  root = p; /* { dg-message "write barrier" } */
  p->left = left; /* { dg-message "write barrier" } */
  return p;
}

/* Through itself it would have another name.  */
struct node *in_itself (struct node *left)
{
  struct node *p = goro_new (struct node);
  p->more[0] = p;
  p->left = left; /* { dg-message "write barrier" } */
  return p;
}

struct node *again (int n)
{
  struct node *p = goro_new (struct node);
  p->left = get ();
  stop ();
  p->left = get (); /* { dg-message "write barrier" } */
  for (int i = 0; i < n; i++)
    p->right = get (); /* { dg-message "write barrier" } */
  return p;
}

struct node *at_index (int n)
{
  struct node *p = goro_new (struct node);
  p->more[1] = get ();
  p->more[n & 3] = get (); /* { dg-message "write barrier" } */
  return p;
}

/* Either may be the new one.  */
struct node *either (struct node *other, int n)
{
  struct node *p = goro_new (struct node), *q = n ? p : other;
  q->left = get (); /* { dg-message "write barrier" } */
  p->left = get (); /* { dg-message "write barrier" } */
  return p;
}
