/* SPDX-License-Identifier: MIT */
/* Purpose: Foreign code calls back, the callback calls foreign code that calls back, and so on. */
#include "support/check.h"

static int depth, deepest;

static int compare (const void *a, const void *b)
{
  if (depth < 5) {
    int inner[] = { 3, 1, 2 };
    depth++;
    if (depth > deepest)
      deepest = depth;
    qsort (inner, 3, sizeof inner[0], compare);
    depth--;
    CHECK (inner[0] == 1 && inner[1] == 2 && inner[2] == 3);
  }
  return *(const int *) a - *(const int *) b;
}

static void test (void)
{
  int a[] = { 2, 1 };

  qsort (a, 2, sizeof a[0], compare);
  CHECK (a[0] == 1 && a[1] == 2 && deepest == 5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
