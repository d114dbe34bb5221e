/* SPDX-License-Identifier: MIT */
/* Purpose: An atomic integer that is initialised with an address. */
#include "support/derived.h"
#include <stdatomic.h>

static OPAQUE void local (int *x)
{
  _Atomic unsigned long e = (long) x;
  _Atomic long n = 3;
  for (int i = 0; i < 4; i++) {
    move (x);
    CHECK ((int *) e == x && n == 3);
    CHECK ((int *) atomic_fetch_add (&e, 0) == x);
  }
  e += 4;
  move (x);
  CHECK ((int *) e == x + 1);
}

static OPAQUE void own (void)
{
  int x = 1;
  _Atomic unsigned long e = (long) &x;
  move (NULL);
  move (NULL);
  CHECK ((int *) e == &x);
  move (&x);
  CHECK (*(int *) e == 1);
}

struct holder { int tag; _Atomic unsigned long e; };

static OPAQUE int *load (struct holder *h)
{
  unsigned long e = atomic_load (&h->e);
  move (h);
  return (int *) e;
}

static void test (void)
{
  int x = 1;
  struct holder h = { 1, 0 };
  local (&x);
  own ();
  atomic_store (&h.e, (unsigned long) &x);
  move (&x);
  CHECK (load (&h) == &x);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
