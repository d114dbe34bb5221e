/* SPDX-License-Identifier: MIT */
/* Purpose: A nested function with an over-aligned local, alloca and arguments on the stack: the register of
   its incoming arguments is not the usual one. */
/* Levels: -O1 -O2 */
#include "support/check.h"

#include <alloca.h>

static OPAQUE long outer (int n, long *p)
{
  long seen[8] __attribute__ ((aligned (64)));

  NOINLINE long inner (int k, long a, long b, long c, long d, long e, long *last)
  {
    long here[4] __attribute__ ((aligned (64)));
    long *at = here, *more;

    __asm__ volatile ("" : "+r" (at) : : "memory");
    here[0] = k;
    grow (k);
    more = alloca (k * 16 + 16);
    more[0] = *last;
    seen[k & 7]++;
    grow (2);
    CHECK (((uintptr_t) here & 63) == 0);
    return at[0] + more[0] + seen[k & 7] + *p + a + b + c + d + e;
  }

  long sum = 0;
  for (int i = 0; i < 8; i++)
    seen[i] = 0;
  for (int k = 0; k < n; k++)
    sum += inner (k, 1, 2, 3, 4, 5, &seen[1]);
  return sum;
}

static void test (void)
{
  long x = 10;

  CHECK (outer (8, &x) == 28 + 6 + 8 + 80 + 8 * 15);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
