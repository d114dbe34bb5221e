/* SPDX-License-Identifier: MIT */
/* Purpose: A pointer read and written as an integer or a double through a pointer of another type. */
/* Options: -fno-strict-aliasing */
#include "support/derived.h"

struct pair { int *first; long second; };

static NOINLINE unsigned long as_integer (int *p)
{
  return *(unsigned long *) &p;
}

static NOINLINE double as_double (struct pair *p)
{
  return *(double *) p;
}

static NOINLINE int *as_pointer (unsigned long n)
{
  int *p;
  *(unsigned long *) &p = n;
  return p;
}

static OPAQUE void use (int *x)
{
  struct pair pair = { x, 5 };
  unsigned long n = as_integer (x);
  double d = as_double (&pair), *where = &d;
  for (int i = 0; i < 4; i++) {
    move (i & 1 ? where : NULL);
    CHECK (as_pointer (n) == x);
    CHECK (*(int **) where == x && pair.second == 5);
  }
}

static void test (void)
{
  int x = 1;
  use (&x);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
