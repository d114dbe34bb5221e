/* SPDX-License-Identifier: MIT */
/* Purpose: The address of errno is not kept across a point where the goroutine can change
   threads; a pointer to it taken afresh is good. */
#include "support/check.h"
#include <errno.h>

static OPAQUE void store (int *where, int value) { *where = value; }

static void run (int id)
{
  for (int i = 0; i < 50; i++) {
    store (&errno, id * 100 + i);
    goro_yield ();
    CHECK (errno == id * 100 + i);
    errno++;
    CHECK (errno == id * 100 + i + 1);
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 20);
  for (int i = 0; i < 20; i++)
    go run (i);
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
