/* SPDX-License-Identifier: MIT */
/* Purpose: Short foreign calls mixed with yields in many goroutines: each keeps its own results. */
#include "support/check.h"
#include <string.h>

static _Atomic int right;

static void run (int id)
{
  char text[40], expected[40];
  int ok = 1;

  for (int i = 0; i < 20; i++) {
    snprintf (text, sizeof text, "%d:%d:%.1f", id, i, id + 0.5);
    goro_yield ();
    snprintf (expected, sizeof expected, "%d:%d:%.1f", id, i, id + 0.5);
    ok &= strcmp (text, expected) == 0;
    ok &= strtol (text, NULL, 10) == id;
  }
  right += ok;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 100);
  for (int i = 0; i < 100; i++)
    go run (i);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (right == 100);
  return 0;
}
