/* SPDX-License-Identifier: MIT */
/* Purpose: goro_exit in a callback from foreign code would leave foreign frames behind: fatal. */
/* Exit: 2 */
/* Stderr: ^fatal error: goro_exit .*callback */
#include "support/check.h"

static int compare (const void *a, const void *b)
{
  (void) a;
  (void) b;
  goro_exit ();
}

static void test (void)
{
  int a[] = { 2, 1 };
  qsort (a, 2, sizeof a[0], compare);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
