/* SPDX-License-Identifier: MIT */
/* Purpose: __builtin_longjmp to a frame that has moved since its __builtin_setjmp, also with a copy of the buffer,
   and out of a callback from foreign code; locals changed in between keep the change. */
/* Output: 100 rounds, 100 changed, 100 in callbacks */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *buffer[5];

static __attribute__ ((noinline)) void down (int n, int *changed)
{
  volatile char room[300];
  void *copy[5];
  room[0] = 1;
  if (n == 0) {
    ++*changed;
    memcpy (copy, buffer, sizeof copy);
    memset (buffer, 0, sizeof buffer);
    __builtin_longjmp (copy, 1);
  }
  down (n - 1, changed);
  room[1] = room[0];
}

static __attribute__ ((noinline)) int jump (int n, int *sum, int *p, int *q)
{
  int changed = 0, kept = n;
  if (__builtin_setjmp (buffer) == 0) {
    changed = 1;
    down (n, p);
    return 0;
  }
  *q += changed;
  *sum += kept;
  return 1;
}

static int compare (const void *a, const void *b)
{
  (void) a, (void) b;
  __builtin_longjmp (buffer, 1);
}

static __attribute__ ((noinline)) int jump_from_callback (int *calls)
{
  int two[2] = { 2, 1 };
  if (__builtin_setjmp (buffer) == 0)
    qsort (two, 2, sizeof two[0], compare);
  else
    ++*calls;
  return two[0];
}

int main (void)
{
  int rounds = 0, changed = 0, sum = 0, seen = 0, calls = 0;
  for (int i = 0; i < 100; i++) {
    rounds += jump (i, &sum, &seen, &changed);
    jump_from_callback (&calls);
  }
  if (sum != 4950 || seen != 100)
    return 1;
  printf ("%d rounds, %d changed, %d in callbacks\n", rounds, changed, calls);
  return 0;
}
