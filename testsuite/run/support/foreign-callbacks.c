/* SPDX-License-Identifier: MIT */
/* For foreign-callback-pointers.c: compiled by plain GCC, calls what it is handed.  */
#include "foreign-callbacks.h"

static int (*keeper) (int);

double foreign_many (many_fn *fn, int *count)
{
  struct triple t = { 5, 10, 15 };
  return fn (1, 2, 3, 4, 5, 6, 7, 0.5, t, count);
}

long foreign_result (struct triple (*fn) (int), int n)
{
  struct triple t = fn (n);
  return t.a + t.b + t.c;
}

int foreign_call (int (*fn) (int, int *), int n, int *count)
{
  volatile char used[5000];
  used[0] = used[4999] = 0;
  return fn (n, count) + used[0] + used[4999];
}

void foreign_keep (int (*fn) (int)) { keeper = fn; }
int foreign_call_kept (int x) { return keeper (x); }
int (*foreign_kept (void)) (int) { return keeper; }
