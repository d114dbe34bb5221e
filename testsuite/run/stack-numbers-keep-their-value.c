/* SPDX-License-Identifier: MIT */
/* Purpose: Numbers made from addresses are not changed by a move: halves of one in two unsigned ints,
   its complement, a third of it as a double; nor are small ones. */
#include "support/check.h"

static OPAQUE uintptr_t complement (const void *p) { return ~(uintptr_t) p; }
static OPAQUE double scaled (const void *p) { return (double) (uintptr_t) p / 3; }
static OPAQUE unsigned half (const void *p, int shift) { return (unsigned) ((uintptr_t) p >> shift); }

static void test (void)
{
  static uintptr_t kept; /* where no move reaches it */
  static unsigned low, high;
  int local = 5;
  uintptr_t number = complement (&local);
  double x = scaled (&local), y = x;
  unsigned a = half (&local, 0), b = half (&local, 32);
  long small[4] = { 0, 1, -1, 2048 };

  kept = number;
  low = a;
  high = b;
  grow (150);
  CHECK (number == kept && a == low && b == high && x == y && local == 5);
  CHECK (small[0] == 0 && small[1] == 1 && small[2] == -1 && small[3] == 2048);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
