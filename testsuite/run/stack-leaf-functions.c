/* SPDX-License-Identifier: MIT */
/* Purpose: Leaf functions, with frames in the red zone, just under and well over the slack. */
#include "support/check.h"

static NOINLINE int tiny (int a, int b) { return a * b; }

static NOINLINE int red_zone (int n)
{
  volatile char a[100];
  for (int i = 0; i < 100; i++)
    a[i] = (char) n;
  return a[n];
}

static NOINLINE int small (int n)
{
  volatile char a[230];
  for (int i = 0; i < 230; i++)
    a[i] = (char) n;
  return a[n];
}

static NOINLINE int big (int n)
{
  volatile char a[3000];
  for (int i = 0; i < 3000; i++)
    a[i] = (char) n;
  return a[n];
}

static NOINLINE int at_every_depth (int depth, int *sum)
{
  *sum += tiny (depth, 2) + red_zone (3) + small (4);
  if (depth % 16 == 0)
    *sum += big (5);
  return depth > 0 ? at_every_depth (depth - 1, sum) + 1 : 0;
}

static void test (void)
{
  int sum = 0;

  CHECK (at_every_depth (160, &sum) == 160);
  CHECK (sum == 160 * 161 + 161 * 7 + 11 * 5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
