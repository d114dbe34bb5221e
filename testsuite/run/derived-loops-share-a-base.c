/* SPDX-License-Identifier: MIT */
/* Purpose: Two loops without calls over the same array, as far from its start as each other, share no biased
   address across the call between them; nor does a loop's inner one across the calls of the outer. */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/derived.h"

enum { FAR = 1000000 };
struct triple { long a, b, c; };

static OPAQUE long two_loops (struct triple *p, unsigned long from, unsigned long to)
{
  long sum = 0;
  for (unsigned long i = from; i < to; i++)
    sum = sum * 3 + p[i - FAR].a + p[i - FAR].c;
  sum += (move (0) - 1);
  for (unsigned long i = from; i < to; i++)
    sum = sum * 3 + p[i - FAR].a - p[i - FAR].c;
  return sum;
}

static OPAQUE long inner_loop (struct triple *p, unsigned long from, unsigned long to)
{
  long sum = 0;
  for (int k = 0; k < 3; k++) {
    for (unsigned long i = from; i < to; i++)
      sum = sum * 3 + p[i - FAR].a + p[i - FAR].c * k;
    sum += (move (0) - 1);
  }
  return sum;
}

static OPAQUE long inner_loop_in_local_array (unsigned long from, unsigned long to)
{
  struct triple p[10];
  long sum = 0;
  for (int i = 0; i < 10; i++)
    p[i] = (struct triple) { i, (move (0) - 1), i * 5 };
  for (int k = 0; k < 3; k++) {
    for (unsigned long i = from; i < to; i++)
      sum = sum * 3 + p[i - FAR].a + p[i - FAR].c * k;
    p[2].b += (move (0) - 1);
  }
  return sum + p[2].b;
}

/* Where the search ends, and the place is used after a call.  */
static OPAQUE struct triple *find (struct triple *p, unsigned long from, unsigned long to, long what)
{
  unsigned long i;
  for (i = from; i < to; i++)
    if (p[i - FAR].c == what)
      break;
  struct triple *found = &p[i - FAR];
  move (0);
  return found;
}

static void test (void)
{
  struct triple p[10];
  long two = 0, inner = 0;

  for (int i = 0; i < 10; i++)
    p[i] = (struct triple) { i, 0, i * 5 };
  for (int i = 0; i < 10; i++)
    two = two * 3 + i + i * 5;
  for (int i = 0; i < 10; i++)
    two = two * 3 + i - i * 5;
  for (int k = 0; k < 3; k++)
    for (int i = 0; i < 10; i++)
      inner = inner * 3 + i + i * 5 * k;
  CHECK (two_loops (p, FAR, FAR + 10) == two);
  CHECK (inner_loop (p, FAR, FAR + 10) == inner);
  CHECK (inner_loop_in_local_array (FAR, FAR + 10) == inner);
  CHECK (find (p, FAR, FAR + 10, 35) == &p[7]);
  CHECK (find (p, FAR, FAR + 10, 36) == &p[10]);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
