/* SPDX-License-Identifier: MIT */
/* Purpose: A variable that a nested function uses and whose address is kept outlives its function; there is one for each call, not for each round. */
/* Output: 2 2 3 */
#include <stdio.h>

static int *kept[3];

static __attribute__ ((noinline)) int rounds (int from)
{
  int sum = 0;
  for (int i = 0; i < 2; i++) {
    int x = from + i;
    int twice (void) { return 2 * x; }
    sum += twice ();
    kept[i] = &x;
  }
  return sum;
}

int main (void)
{
  rounds (1);
  int *first = kept[0], *second = kept[1];
  rounds (2);
  printf ("%d %d %d\n", *first, *second, *kept[0]);
}
