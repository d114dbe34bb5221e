/* SPDX-License-Identifier: MIT */
/* Purpose: go with functions of another file that the plugin compiled: directly and through a
   pointer. */
/* Sources: support/go-other-file.c */
#include "support/check.h"

extern void other_tell (goro_chan (int) out, int a, double b, int c, int d, int e, int f, int g);

static void test (void)
{
  goro_chan (int) out = goro_chan_make (int, 0);

  go other_tell (out, 1, 2, 3, 4, 5, 6, 7);
  CHECK (goro_recv (out) == 28);
  void (*volatile pointer) (goro_chan (int), int, double, int, int, int, int, int) = other_tell;
  go pointer (out, 1, 2, 3, 4, 5, 6, 8);
  CHECK (goro_recv (out) == 29);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
