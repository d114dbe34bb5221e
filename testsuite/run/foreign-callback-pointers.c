/* SPDX-License-Identifier: MIT */
/* Purpose: Instrumented functions are handed to foreign code and called back: with arguments on the
   stack, doubles, structures; recursively; and kept for later. */
/* Foreign: support/foreign-callbacks.c */
#include "support/check.h"
#include "support/foreign-callbacks.h"

static double many (int a, int b, int c, int d, int e, int f, int g, double x, struct triple t, int *count)
{
  grow (50);
  *count += 1;
  return a + b + c + d + e + f + g + x + t.a + t.b + t.c;
}

static struct triple result (int n)
{
  grow (20);
  return (struct triple) { n, n + 1, n + 2 };
}

static int recursive (int n, int *count)
{
  int here = n;

  *count += 1;
  int below = n > 0 ? foreign_call (recursive, n - 1, count) : 0;
  CHECK (here == n);
  return below + n;
}

static int twice (int x) { grow (10); return 2 * x; }

static void test (void)
{
  int count = 0;

  CHECK (foreign_many (many, &count) == 1 + 2 + 3 + 4 + 5 + 6 + 7 + 0.5 + 30 && count == 1);
  CHECK (foreign_result (result, 5) == 5 + 6 + 7);
  count = 0;
  CHECK (foreign_call (recursive, 20, &count) == 210 && count == 21);
  foreign_keep (twice);
  grow (100);
  CHECK (foreign_call_kept (21) == 42);
  int (*kept) (int) = foreign_kept ();
  CHECK (kept == twice && kept (5) == 10);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
