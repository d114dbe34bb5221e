/* SPDX-License-Identifier: MIT */
/* Purpose: A function without a check that ends in a tail call of another without one still fits the room
   that callers leave: nothing is written below the stack. */
/* Levels: -O2 */
#include "support/check.h"

static uintptr_t deepest = (uintptr_t) 1 << 40;

static NOINLINE int last (int x)
{
  volatile char used[408];
  uintptr_t guard;

  for (int i = 0; i < 408; i++)
    used[i] = (char) x;
  __asm__ volatile ("movq %%fs:0x70, %0" : "=r" (guard));
  /* Relative to the guard; as unsigned, below it is above everything: so with a bias.  */
  uintptr_t at = (uintptr_t) used - guard + 100000;
  if (at < deepest)
    deepest = at;
  return used[x & 255];
}

static NOINLINE int through (int x)
{
  return last (x + 1);
}

static NOINLINE int middle (int x)
{
  volatile char used[280];

  used[0] = used[279] = (char) x;
  return through (x) + used[279];
}

static OPAQUE int start (int x)
{
  volatile char used[96];

  used[0] = used[95] = (char) x;
  return middle (x) + used[95];
}

static OPAQUE int step8 (int n)
{
  return n > 0 ? step8 (n - 1) + 1 : start (n);
}

static OPAQUE int deeper (int n, int m)
{
  volatile long one = n;
  return n > 0 ? deeper (n - 1, m) + (int) one : step8 (m);
}

static void test (void)
{
  for (int n = 0; n < 60; n++)
    for (int m = 0; m < 40; m++)
      deeper (n, m);
}

int main (void)
{
  in_goroutine (test);
  in_goroutine (test);
  CHECK (deepest >= 100000 - 640);
  return 0;
}
