/* SPDX-License-Identifier: MIT */
/* Purpose: a parallel region of OpenMP in main, which GCC makes a function of its own from. */
/* Options: -fopenmp */
/* Output: 4950 99 */
#include <stdio.h>

int main (void)
{
  int sum = 0;
  long values[100];
#pragma omp parallel for reduction (+ : sum)
  for (int i = 0; i < 100; i++) {
    values[i] = i;
    sum += i;
  }
  printf ("%d %ld\n", sum, values[99]);
  return 0;
}
