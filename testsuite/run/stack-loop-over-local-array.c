/* SPDX-License-Identifier: MIT */
/* Purpose: Loops over local arrays with calls in them, upwards, downwards, with a stride and with
   two indices: what the compiler makes of the induction variables moves with the stack. */
#include "support/check.h"

static OPAQUE int touch (int x) { grow (2); return x + 1; }

static OPAQUE int use (const int *p, const long *q) { grow (2); return *p + (int) *q; }

static void test (void)
{
  int a[50];
  long b[50];
  int sum = 0;

  for (int i = 0; i < 50; i++) {
    a[i] = touch (i);
    b[49 - i] = touch (i);
  }
  for (int i = 49; i >= 0; i--)
    sum += touch (a[i]) - touch ((int) b[49 - i]);
  CHECK (sum == 0);
  for (int i = 0, j = 49; i < j; i++, j--)
    sum += use (&a[i], &b[j]) - use (&a[j], &b[i]);
  CHECK (sum == 2 * (25 * 26 / 2) - 2 * (25 * 26 / 2 + 25 * 25));
  sum = 0;
  for (int *p = a + 3; p < a + 50; p += 7)
    sum += touch (*p);
  CHECK (sum == 3 + 10 + 17 + 24 + 31 + 38 + 45 + 2 * 7);
  sum = 0;
  for (unsigned i = 10; i < 60; i++)
    sum += touch (a[i - 10]);
  CHECK (sum == 1275 + 50);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
