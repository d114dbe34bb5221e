/* SPDX-License-Identifier: MIT */
/* Purpose: Sleeping for zero or a negative time returns at once. */
#include "support/check.h"

static void test (void)
{
  int64_t start = goro_now ();

  for (int i = 0; i < 1000; i++) {
    goro_sleep (0);
    goro_sleep (-1);
    goro_sleep (INT64_MIN);
  }
  CHECK (goro_now () - start < 500 * GORO_MILLISECOND);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
