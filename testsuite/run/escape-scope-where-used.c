/* SPDX-License-Identifier: MIT */
/* Purpose: With unknown-calls=scope variables are taken where they are used, on one path or several, in loops and not, each with what it had; and
   go back at every return. */
/* Options: -fplugin-arg-goro-unknown-calls=scope */
#include "support/check.h"
#include <string.h>

static void note (int *p)
{
  *p += grow (*p % 3) + 1;
}

static void (*volatile unseen) (int *) = note;

/* One of two paths, both, or none.  */
static OPAQUE int paths (int which, int parameter)
{
  int sum = 0;
  if (which & 1) {
    int x = which;
    unseen (&x);
    if (which & 8)
      return x;
    sum += x;
  }
  if (which & 2) {
    int y[3] = { 1, 2, 3 };
    unseen (&y[1]);
    sum += y[0] + y[1] + y[2];
  }
  if (which & 4) {
    unseen (&parameter);
    sum += parameter;
  }
  return sum;
}

/* A loop's own variable, one that lasts, and a way out of the middle.  */
static OPAQUE int loops (int n)
{
  int last = 0;
  if (n == 0)
    return 0;
  for (int i = 0; i < n; i++) {
    int x = i;
    unseen (&x);
    if (i == 7)
      goto out;
    if (i % 2)
      unseen (&last);
    CHECK (x == i + 1);
  }
  return last;
out:;
  int z = 100;
  unseen (&z);
  return z + last;
}

static OPAQUE int jump_table (int n)
{
  static void *const to[] = { &&none, &&some, &&more };
  int x = 5;
  goto *to[n % 3];
more:
  unseen (&x);
some:
  unseen (&x);
  if (x < 10)
    goto more;
none:
  return x;
}

static void all (void)
{
  goro_mem_stats before, after;
  goro_read_mem_stats (&before);
  for (int i = 0; i < 20000; i++) {
    CHECK (paths (0, 50) == 0 && paths (1, 50) == 2 && paths (9, 50) == 10 && paths (2, 50) == 7 && paths (4, 50) == 51);
    CHECK (paths (7, 50) == 8 + 7 + 51 && paths (3, 50) == 4 + 7 && paths (6, 50) == 7 + 51);
    if (i % 100 == 0) {
      CHECK (loops (0) == 0 && loops (4) == 2 && loops (20) == 101 + 3);
      CHECK (jump_table (0) == 5 && jump_table (1) == 10 && jump_table (2) == 11);
    }
  }
  goro_read_mem_stats (&after);
  CHECK (after.stack_inuse <= before.stack_inuse + (1 << 20));
}

int main (void)
{
  in_goroutine (all);
  return 0;
}
