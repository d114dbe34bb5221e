/* SPDX-License-Identifier: MIT */
/* Purpose: A call without side effects, which the optimisers move to where its result is used, does not end up where
   only a biased induction variable is left of the array. */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/derived.h"

enum { FAR = 1000000 };
struct triple { long a, b, c; };

static OPAQUE __attribute__ ((const)) long twice (long x)
{
  return 2 * x + (move (0) - 1);
}

static OPAQUE __attribute__ ((pure)) long thrice (long x)
{
  return 3 * x + (move (0) - 1);
}

static OPAQUE long search (struct triple *p, unsigned long from, unsigned long to, long what)
{
  long x = twice (what), y = thrice (what);
  unsigned long i;
  for (i = from; i < to; i++)
    if (p[i - FAR].a == what || p[i - FAR].c == -what)
      break;
  struct triple *found = &p[i - FAR];
  if (i == to)
    return 0;
  return x * 100 + y * 10 + found->b;
}

/* The calls are wanted before the search as well, until a loop that is unrolled shows that they are not: they
   move to where the search ends after ivopts has been there.  */
static OPAQUE long search_late (struct triple *p, unsigned long from, unsigned long to, long what)
{
  static const int never[3] = { 0, 0, 0 };
  long x = twice (what), y = thrice (what), sum = 0;
  for (int k = 0; k < 3; k++)
    if (never[k])
      sum += x * y;
  for (unsigned long i = from; i < to; i++)
    if (p[i - FAR].a == what)
      return x * 100 + y * 10 + p[i - FAR].b + p[i - FAR].c + sum;
  return sum;
}

static void test (void)
{
  struct triple p[10];

  for (int i = 0; i < 10; i++)
    p[i] = (struct triple) { i, i % 10, 1 };
  CHECK (search (p, FAR, FAR + 10, 4) == 8 * 100 + 12 * 10 + 4);
  CHECK (search (p, FAR, FAR + 10, 40) == 0);
  CHECK (search_late (p, FAR, FAR + 10, 4) == 8 * 100 + 12 * 10 + 4 + 1);
  CHECK (search_late (p, FAR, FAR + 10, 40) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
