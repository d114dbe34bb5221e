/* SPDX-License-Identifier: MIT */
/* Purpose: setjmp and longjmp within a callback, where the code runs on the thread's stack, are the C library's; a
   jump out of a callback within a callback ends in the outer one. */
/* Output: 12 7 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static int jumps;
static jmp_buf inner;

static int leave (const void *a, const void *b)
{
  (void) a, (void) b;
  longjmp (inner, 7);
}

static int last;

static int compare (const void *a, const void *b)
{
  const int *x = a, *y = b;
  int two[2] = { 2, 1 };
  volatile int value = setjmp (inner);
  if (value == 0)
    qsort (two, 2, sizeof two[0], leave);
  last = value;
  jumps++;
  return *x - *y;
}

static jmp_buf outer;

int main (void)
{
  int numbers[8] = { 8, 7, 6, 5, 4, 3, 2, 1 };
  qsort (numbers, 8, sizeof numbers[0], compare);
  if (setjmp (outer) == 0)
    longjmp (outer, 1);
  printf ("%d %d\n", jumps, last);
  return numbers[0] != 1;
}
