/* SPDX-License-Identifier: MIT */
/* Purpose: OpenMP: the bodies of parallel regions run on OpenMP's threads and share the locals of a goroutine, whose
   stack does not move meanwhile. */
/* Options: -fopenmp */
#include "support/check.h"

static OPAQUE long region (int n, long *up)
{
  long sum = 0, mine = n, v[n + 1];

#pragma omp parallel for reduction (+ : sum) shared (v, mine) num_threads (2)
  for (int i = 0; i <= n; i++) {
    grow (10);
    v[i] = mine + i;
    sum += v[i];
  }
#pragma omp parallel num_threads (2) shared (sum)
  {
#pragma omp single
    for (int i = 0; i < 3; i++)
#pragma omp task shared (sum) firstprivate (i)
      {
        grow (5);
#pragma omp atomic
        sum += i;
      }
  }
  grow (20);
  CHECK (v[n] == 2 * n && mine == n);
  *up += sum;
  return n > 0 ? region (n - 1, up) : *up;
}

static void test (void)
{
  long total = 0, expected = 0;

  for (int n = 0; n <= 10; n++)
    expected += (long) n * (n + 1) + n * (n + 1) / 2 + 3;
  CHECK (region (10, &total) == expected);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
