/* SPDX-License-Identifier: MIT */
/* Purpose: Growth below calls that cross files, with arguments in registers and on the stack and
   pointers both ways. */
/* Sources: support/stack-other-file.c */
#include "support/check.h"

extern int other_apply (int (*fn) (int *, int), int *p, int n);
extern long other_many (int *p, long a, long b, long c, long d, long e, int *q, double x);

static int add (int *p, int n)
{
  grow (50);
  *p += n;
  return *p;
}

static void test (void)
{
  int x = 1, y = 10;

  CHECK (other_apply (add, &x, 20) == 211);
  CHECK (x == 211);
  CHECK (other_many (&x, 1, 2, 3, 4, 5, &y, 6) == 211 + 15 + 11 + 6);
  CHECK (y == 11);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
