/* SPDX-License-Identifier: MIT */
/* Purpose: errno set in a callback is seen by the foreign code around it and by the goroutine. */
#include "support/check.h"
#include <errno.h>

static int compare (const void *a, const void *b)
{
  errno = 77;
  goro_yield ();
  CHECK (errno == 77);
  return *(const int *) a - *(const int *) b;
}

static void test (void)
{
  int a[] = { 2, 1 };

  errno = 5;
  qsort (a, 2, sizeof a[0], compare);
  CHECK (errno == 77 && a[0] == 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
