/* SPDX-License-Identifier: MIT */
/* Goroutines that do nothing but yield: time of one yield.
   Procs: 1 2
   Goal: yield-2 0.15 procs=1
   Goal: yield-100 0.15 procs=1  */
#include <goro.h>
#include "bench.h"

enum { WARM = 10000, YIELDS = 4000000 };

static goro_wait_group all;

static void yielder (int n)
{
  for (int i = 0; i < n; i++)
    goro_yield ();
  goro_wait_group_done (&all);
}

/* TOTAL yields by COUNT goroutines together.  */
static void run (int count, int total)
{
  goro_wait_group_add (&all, count);
  for (int i = 0; i < count; i++)
    go yielder (total / count);
  goro_wait_group_wait (&all);
}

static void measure (const char *name, int count)
{
  run (count, WARM);
  int64_t start = now ();
  run (count, YIELDS);
  report (name, (double) (now () - start) / YIELDS, "ns");
}

int main (void)
{
  measure ("yield-2", 2);
  measure ("yield-100", 100);
  return 0;
}
