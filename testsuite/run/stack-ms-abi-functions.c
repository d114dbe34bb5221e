/* SPDX-License-Identifier: MIT */
/* Purpose: Functions of Microsoft's calling convention, which keeps rsi and rdi across calls: pointers there
   move with the stack. */
/* Levels: -O1 -O2 */
#include "support/check.h"

#define MS __attribute__ ((ms_abi))

MS static OPAQUE int inner (int n)
{
  return grow (n) + n;
}

MS static OPAQUE long many (long *a, long *b, long *c, long *d, long *e, long *f, long *g, long *h)
{
  long sum = 0;

  for (int i = 0; i < 5; i++) {
    sum += inner (i);
    sum += *a + *b + *c + *d + *e + *f + *g + *h;
    ++*a;
  }
  return sum;
}

static void test (void)
{
  long v[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };

  CHECK (many (v, v + 1, v + 2, v + 3, v + 4, v + 5, v + 6, v + 7) == 10 + 5 * 36 + 10);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
