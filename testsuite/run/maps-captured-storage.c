/* SPDX-License-Identifier: MIT */
/* Purpose: an array used as storage, and numbers with an address in them, that a nested function shares. */
#include "support/derived.h"

struct node {
  int *p;
};

static OPAQUE int array (void)
{
  int x = 1;
  char room[64];
  struct node *n = (struct node *) room;
  int get (void)
  {
    struct node *m = (struct node *) room;
    move (NULL);
    return *m->p;
  }
  n->p = &x;
  move (NULL);
  x = 2;
  return get ();
}

static OPAQUE int number (void)
{
  int x = 1;
  long handle = (long) &x;
  int get (void)
  {
    move (NULL);
    return *(int *) handle;
  }
  move (NULL);
  x = 3;
  return get ();
}

static OPAQUE int parameter_of (long handle)
{
  int get (int deep)
  {
    return deep > 0 ? get (deep - 1) : (move (NULL), ++*(int *) handle);
  }
  move (NULL);
  return get (3);
}

static OPAQUE int parameter (void)
{
  int x = 3;
  int y = parameter_of ((long) &x);
  return y == x ? x : -1;
}

static void test (void)
{
  for (int i = 0; i < 4; i++) {
    CHECK (array () == 2);
    CHECK (number () == 3);
    CHECK (parameter () == 4);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
