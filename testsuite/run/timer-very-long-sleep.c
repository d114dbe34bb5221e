/* SPDX-License-Identifier: MIT */
/* Purpose: A duration so long that its end cannot be told as a time sleeps for ever, and does
   not wake at once by overflow. */
#include "support/check.h"

static _Atomic int woken;

static void nap (int64_t ns)
{
  goro_sleep (ns);
  woken = 1;
}

int main (void)
{
  go nap (INT64_MAX);
  go nap (INT64_MAX - 1000);
  goro_sleep (3 * SOON);
  CHECK (woken == 0);
  return 0;
}
