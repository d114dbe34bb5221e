/* SPDX-License-Identifier: MIT */
/* Purpose: A function that saves every register (__builtin_unwind_init) keeps its callers' pointers right. */
#include "support/check.h"

static OPAQUE int save_all (int *p, int depth)
{
  __builtin_unwind_init ();
  int x = *p;
  grow (depth);
  int below = depth > 0 ? save_all (&x, depth - 1) : 0;
  CHECK (x == *p);
  return below + *p;
}

static OPAQUE int user (int n)
{
  int a = 1, b = 2, c = 3, d = 4, e = 5, *pa = &a, *pb = &b, *pc = &c, *pd = &d, *pe = &e;

  for (int i = 0; i < n; i++) {
    __asm__ volatile ("" : "+r" (pa), "+r" (pb), "+r" (pc), "+r" (pd), "+r" (pe));
    *pa += save_all (pb, 5);
    *pc += *pd + *pe;
  }
  CHECK (pa == &a && pb == &b && pc == &c && pd == &d && pe == &e);
  return a + b + c + d + e;
}

static void test (void)
{
  CHECK (user (3) == 1 + 36 + 2 + 3 + 27 + 9);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
