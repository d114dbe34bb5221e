/* SPDX-License-Identifier: MIT */
/* Purpose: While a callback runs, pointers that foreign frames hold into the goroutine's stack stay
   right, though the callback uses much stack and shrinks it. */
/* Options: -D_GNU_SOURCE */
#include "support/check.h"

static int compare (const void *a, const void *b, void *context)
{
  int *calls = context;

  grow (100);
  goro_stack_shrink ();
  goro_stack_shrink_parked ();
  *calls += 1;
  return *(const int *) a - *(const int *) b;
}

static void test (void)
{
  int a[20], calls = 0;

  grow (200);
  for (int i = 0; i < 20; i++)
    a[i] = 20 - i;
  qsort_r (a, 20, sizeof a[0], compare, &calls);
  CHECK (calls >= 19);
  for (int i = 0; i < 20; i++)
    CHECK (a[i] == i + 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
