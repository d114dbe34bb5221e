/* SPDX-License-Identifier: MIT */
/* Purpose: go in for, while and do loops, with and without braces: one goroutine each time. */
#include "support/check.h"

static _Atomic int started;

static void count (int n)
{
  started += n;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  int i = 0;

  goro_wait_group_add (&goroutines_under_test, 400);
  for (int k = 0; k < 100; k++)
    go count (1);
  while (i++ < 100)
    go count (10);
  do
    go count (100);
  while (--i > 1);
  for (int k = 0; k < 100; k++) {
    int n = k % 2;
    go count (n);
  }
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (started == 100 + 1000 + 10000 + 50);
  return 0;
}
