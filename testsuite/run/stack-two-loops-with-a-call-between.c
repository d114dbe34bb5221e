/* SPDX-License-Identifier: MIT */
/* Purpose: Two loops without calls over one array, whose indexes begin far from zero, and a call between
   them: no pointer far outside the array is all that is left of it across the call. */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/check.h"

static OPAQUE void two_loops (int *a, long low, long high)
{
  for (long i = low; i < high; i++)
    a[i - low] += i;
  grow (10);
  for (long i = low; i < high; i++)
    a[i - low] ^= i;
}

static void test (void)
{
  int a[16];

  for (int i = 0; i < 16; i++)
    a[i] = i;
  two_loops (a, 5000000, 5000016);
  for (int i = 0; i < 16; i++)
    CHECK (a[i] == ((i + 5000000 + i) ^ (5000000 + i)));
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
