/* SPDX-License-Identifier: MIT */
/* Purpose: More pointers live across a call than there are registers: the spilled ones move too. */
#include "support/check.h"

static OPAQUE int *self (int *p)
{
  grow (5);
  return p;
}

static OPAQUE int spread (int *a)
{
  int *p0 = self (a), *p1 = self (a + 1), *p2 = self (a + 2), *p3 = self (a + 3), *p4 = self (a + 4);
  int *p5 = self (a + 5), *p6 = self (a + 6), *p7 = self (a + 7), *p8 = self (a + 8), *p9 = self (a + 9);
  int *q0 = self (p9), *q1 = self (p8), *q2 = self (p7), *q3 = self (p6), *q4 = self (p5);

  grow (100);
  *p0 += 1, *p1 += 2, *p2 += 3, *p3 += 4, *p4 += 5;
  grow (150);
  *p5 += 6, *p6 += 7, *p7 += 8, *p8 += 9, *p9 += 10;
  CHECK (q0 == p9 && q1 == p8 && q2 == p7 && q3 == p6 && q4 == p5);
  return *p0 + *p9;
}

static void test (void)
{
  int a[10] = { 0 };

  CHECK (spread (a) == 11);
  for (int i = 0; i < 10; i++)
    CHECK (a[i] == i + 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
