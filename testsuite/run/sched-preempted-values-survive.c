/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines that are preempted at any check keep all their values: integers, pointers
   into their stacks, doubles and vectors in argument registers. */
/* Procs: 1 2 */
#include "support/check.h"

typedef double pair __attribute__ ((vector_size (16)));

static _Atomic int finished;

static OPAQUE double work (int n, double a, float b, pair v, const int *p, long double l)
{
  int mine = *p;

  if (n == 0)
    return a + b + v[0] + v[1] + mine + (double) l;
  double r = work (n - 1, a + 1, b, v + 1, &mine, l);
  CHECK (mine == *p);
  return r;
}

static void run (int id)
{
  int zero = id;
  int64_t start = goro_now ();
  pair v = { 1, 2 };

  do {
    double got = work (10, 0.5, 0.25f, v, &zero, 100);
    CHECK (got == 0.5 + 10 + 0.25 + 3 + 20 + id + 100);
  } while (goro_now () - start < 100 * GORO_MILLISECOND);
  finished++;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 4);
  for (int i = 0; i < 4; i++)
    go run (i);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (finished == 4);
  return 0;
}
