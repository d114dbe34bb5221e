/* SPDX-License-Identifier: MIT */
/* Purpose: objects of a frame whose elements are reached by an index with a large constant in it are live, although the
   address that the compiler makes of the constant alone is that of another object, or of none.  */
/* Without ivopts=on passes/derived/rebuild.cc leaves no such address, and the maps have nothing to find out.  */
/* Options: -fplugin-arg-goro-ivopts=on */
#include "support/derived.h"

static OPAQUE void put (int **place, int *x)
{
  *place = x;
}

static OPAQUE int *get (int **place)
{
  move (place);
  return *place;
}

static OPAQUE void after (int *x, long i)
{
  int *table[4];
  put (&table[i - 800], x);
  move (x);
  CHECK (get (&table[i - 800]) == x);
}

static OPAQUE void before (int *x, long i)
{
  int *table[4];
  put (&table[i + 800], x);
  move (x);
  CHECK (get (&table[i + 800]) == x);
}

static OPAQUE void past_another (int *x, long i)
{
  int *table[4], *other[2000];
  put (&table[i - 800], x);
  put (&other[i - 800], x + 1);
  move (x);
  CHECK (get (&table[i - 800]) == x);
  CHECK (get (&other[i - 800]) == x + 1);
}

static OPAQUE void plain (int *x, long i)
{
  int *table[4];
  table[i - 800] = x;
  move (x);
  CHECK (table[i - 800] == x);
}

struct part { char text[3000]; int *p; };

static OPAQUE void members (int *x, long i)
{
  struct part parts[4];
  put (&parts[i - 802].p, x);
  move (x);
  CHECK (get (&parts[i - 802].p) == x);
}

static void test (void)
{
  int x[2] = { 1 };
  after (x, 803);
  before (x, -797);
  past_another (x, 803);
  plain (x, 803);
  members (x, 803);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
