/* SPDX-License-Identifier: MIT */
/* Purpose: goro_sleep sleeps at least as long as it was asked to, and not much longer. */
#include "support/check.h"

static void test (void)
{
  static const int64_t durations[] = { 1, 1000, 50000, 1000000, 5000000, 30000000 };

  for (int i = 0; i < 6; i++) {
    int64_t start = goro_now ();
    goro_sleep (durations[i]);
    int64_t slept = goro_now () - start;
    CHECK (slept >= durations[i]);
    CHECK (slept < durations[i] + 500 * GORO_MILLISECOND);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
