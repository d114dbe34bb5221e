/* SPDX-License-Identifier: MIT */
/* Purpose: A naked function that calls nothing is called and jumped through on a stack that grows; one that needs no
   check may have the attribute no_split_stack. */
#include "support/check.h"

__attribute__ ((naked)) static long add (long *p, long n)
{
  __asm__ ("movq (%rdi), %rax\n\taddq %rsi, %rax\n\tret");
}

__attribute__ ((no_split_stack, noipa)) static long twice (long *p)
{
  volatile long x = *p;
  return 2 * x;
}

static OPAQUE long recurse (int n, long *p)
{
  long (*volatile f) (long *, long) = add;
  long x = add (p, n);

  grow (3);
  long below = n > 0 ? recurse (n - 1, &x) : f (p, 1);
  CHECK (x == add (p, n) && twice (&x) == 2 * x);
  return below;
}

static void test (void)
{
  long x = 1;
  CHECK (recurse (10, &x) == 57);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
