/* SPDX-License-Identifier: MIT */
/* Purpose: A local whose address is in memory from malloc only, which the collector does not scan, lives as long as its scope. */
#include "support/check.h"

struct holder { int *local, *inner; };

static OPAQUE int sum (struct holder *h) { return *h->local + *h->inner; }

static OPAQUE int use (int parameter)
{
  struct holder *h = malloc (sizeof *h);
  int total = 0, local = 1;
  h->local = &local;
  for (int i = 0; i < 20; i++) {
    int inner = i;
    h->inner = &inner;
    goro_gc ();
    grow (10);
    total += sum (h);
  }
  h->inner = &parameter;
  goro_gc ();
  for (int i = 0; i < 100; i++)
    CHECK (*goro_new (int) == 0 && *goro_new (long) == 0);
  total += sum (h);
  free (h);
  return total;
}

static void test (void)
{
  CHECK (use (1000) == 20 + 190 + 1001);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
