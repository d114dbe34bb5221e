/* SPDX-License-Identifier: MIT */
/* Purpose: errno belongs to the goroutine: it sets one, yields, others set other values, and it is
   still the same. */
#include "support/check.h"
#include <errno.h>

static _Atomic int right;

static void run (int id)
{
  int ok = 1;

  for (int i = 0; i < 20; i++) {
    errno = id;
    goro_yield ();
    ok &= errno == id;
    errno += 1000;
    goro_yield ();
    ok &= errno == id + 1000;
  }
  right += ok;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 50);
  for (int i = 0; i < 50; i++)
    go run (i + 1);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (right == 50);
  return 0;
}
