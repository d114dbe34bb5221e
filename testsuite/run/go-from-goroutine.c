/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines start goroutines, which outlive those that started them. */
#include "support/check.h"

static goro_chan (int) out;

static void descend (int levels)
{
  if (levels == 0)
    goro_send (out, 1);
  else {
    go descend (levels - 1);
    go descend (levels - 1);
  }
}

static void test (void)
{
  int sum = 0;

  out = goro_chan_make (int, 0);
  go descend (8);
  for (int i = 0; i < 256; i++)
    sum += goro_recv (out);
  CHECK (sum == 256);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
