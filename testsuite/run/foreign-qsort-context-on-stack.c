/* SPDX-License-Identifier: MIT */
/* Purpose: qsort_r hands its comparator a context in the goroutine's stack, which the
   comparator changes. */
/* Options: -D_GNU_SOURCE */
#include "support/check.h"

struct context { int calls, sign; int *lowest; };

static int compare (const void *a, const void *b, void *p)
{
  struct context *c = p;
  int x = *(const int *) a, y = *(const int *) b;

  c->calls++;
  if (x < *c->lowest)
    *c->lowest = x;
  if (y < *c->lowest)
    *c->lowest = y;
  grow (10);
  return c->sign * (x - y);
}

static void test (void)
{
  int a[50], lowest = 1000;
  struct context c = { 0, -1, &lowest };

  for (int i = 0; i < 50; i++)
    a[i] = (i * 13 + 5) % 53;
  qsort_r (a, 50, sizeof a[0], compare, &c);
  grow (50);
  CHECK (c.calls >= 49 && lowest == 0 + a[49]);
  for (int i = 1; i < 50; i++)
    CHECK (a[i - 1] > a[i]);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
