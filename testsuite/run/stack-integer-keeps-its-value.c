/* SPDX-License-Identifier: MIT */
/* Purpose: An integer that happens to equal an address of the stack is not changed by a move,
   nor is one in a structure, an array or a register. */
#include "support/check.h"

struct record { uintptr_t key; double weight; unsigned long array[3]; };

/* The address as a number that the compiler knows nothing about.  */
static OPAQUE uintptr_t number_of (const void *p)
{
  return (uintptr_t) p;
}

static OPAQUE void fill (struct record *r, unsigned long n)
{
  r->key = n;
  r->array[0] = r->array[1] = r->array[2] = n;
}

static void test (void)
{
  static unsigned long copy; /* where no move reaches it */
  struct record r = { 0, 1.5, { 0 } };
  double as_double;

  copy = number_of (&r);
  fill (&r, copy);
  as_double = (double) copy;
  grow (100);
  CHECK (r.array[1] == copy && r.key == copy && r.array[2] == copy);
  CHECK (as_double == (double) copy && r.weight == 1.5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
