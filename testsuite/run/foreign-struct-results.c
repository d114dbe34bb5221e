/* SPDX-License-Identifier: MIT */
/* Purpose: Structures of every class returned by foreign functions: integers, doubles, mixed,
   and in memory through a hidden pointer; and passed to them by value. */
/* Foreign: support/foreign-structs.c */
#include "support/check.h"
#include "support/foreign-structs.h"

static void test (void)
{
  struct ints i = foreign_ints (1, 2);
  struct doubles d = foreign_doubles (1.5, 2.5);
  struct mixed m = foreign_mixed (3, 0.25);
  struct big b = foreign_big (7);
  struct floats f = foreign_floats (1, 2, 3);

  CHECK (i.a == 1 && i.b == 2 && d.x == 1.5 && d.y == 2.5 && m.n == 3 && m.x == 0.25);
  CHECK (f.a == 1 && f.b == 2 && f.c == 3);
  for (int k = 0; k < 50; k++)
    CHECK (b.a[k] == 7 * k);
  b = foreign_twice (b);
  grow (30);
  CHECK (b.a[49] == 7 * 49 * 2);
  CHECK (foreign_sum (i, d, m, b, f, 1000) == 3 + 4 + 3.25 + 7 * 49 * 25 * 2 + 6 + 1000);
  CHECK (foreign_long_double (0.5L) == 1.0L);

  struct big (*pointer) (int) = foreign_big;
  double (*sum) (struct ints, struct doubles, struct mixed, struct big, struct floats, int) = foreign_sum;
  b = pointer (1);
  CHECK (b.a[49] == 49);
  CHECK (sum (i, d, m, b, f, 1) == 3 + 4 + 3.25 + 49 * 25 + 6 + 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
