/* SPDX-License-Identifier: MIT */
/* Purpose: Functions that realign their frames and keep the address of their arguments in a register that calls save: nested
   ones, and ones with many arguments, at every level. */
/* Levels: -O0 -O1 -O2 -Os */
#include "support/check.h"
#include <alloca.h>

static OPAQUE long outer (int n, long *p, long a, long b, long c, long d, long *last)
{
  long seen[8] __attribute__ ((aligned (64))) = { 0 };
  long x = n, *px = &x;

  long inner (int k, long e, long f, long g, long h, long i, long *end)
  {
    long here[4] __attribute__ ((aligned (32))) = { k }, *at = here;
    char *more = alloca ((size_t) k + 1);

    more[k] = (char) k;
    __asm__ volatile ("" : "+r" (at) : : "rbx", "r12", "r13", "r14", "r15", "memory");
    grow (3);
    if (k > 0)
      here[1] = inner (k - 1, e, f, g, h, i, &here[0]);
    grow (2);
    seen[k & 7]++;
    CHECK (at == here && more[k] == k && *px == n);
    return *at + here[1] + *end + e + f + g + h + i + *p + *last + a + b + c + d;
  }

  __asm__ volatile ("" : : : "rbx", "r12", "r13", "r14", "r15", "memory");
  grow (4);
  long r = inner (n, 1, 1, 1, 1, 1, &seen[7]);
  CHECK (seen[n & 7] == 1 && px == &x);
  return r;
}

static void test (void)
{
  long x = 10, y = 20;
  CHECK (outer (5, &x, 1, 2, 3, 4, &y) == 2 * 15 + 6 * (5 + 30 + 10));
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
