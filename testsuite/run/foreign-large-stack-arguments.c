/* SPDX-License-Identifier: MIT */
/* Purpose: Hundreds of bytes of arguments on the stack of one foreign call. */
/* Foreign: support/foreign-large-arguments.c */
#include "support/check.h"

struct block { int a[100]; };

extern long foreign_take (struct block a, int x, struct block b, double y, struct block *c);

static void test (void)
{
  struct block a, b, c;

  for (int i = 0; i < 100; i++) {
    a.a[i] = i;
    b.a[i] = 10 * i;
    c.a[i] = 1;
  }
  CHECK (foreign_take (a, 1, b, 0.5, &c) == 4950 + 1 + 49500 + 5 + 100);
  grow (30);
  CHECK (c.a[0] == 2 && a.a[99] == 99);
  long (*pointer) (struct block, int, struct block, double, struct block *) = foreign_take;
  CHECK (pointer (b, 2, a, 1.5, &c) == 4950 + 2 + 49500 + 15 + 101);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
