/* SPDX-License-Identifier: MIT */
/* Purpose: A writer is alone; readers see what writers left whole. */
#include "support/check.h"

static goro_rwmutex rw;
static int a, b;

static void writer (int n)
{
  for (int i = 0; i < n; i++) {
    goro_rwmutex_lock (&rw);
    CHECK (a == b);
    a++;
    if (i % 16 == 0)
      goro_yield ();
    b++;
    goro_rwmutex_unlock (&rw);
  }
  goro_wait_group_done (&goroutines_under_test);
}

static void reader (int n)
{
  for (int i = 0; i < n; i++) {
    goro_rwmutex_read_lock (&rw);
    int before = a;
    if (i % 16 == 0)
      goro_yield ();
    CHECK (a == before && b == before);
    goro_rwmutex_read_unlock (&rw);
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 12);
  for (int i = 0; i < 4; i++) {
    go writer (300);
    go reader (300);
    go reader (300);
  }
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (a == 1200 && b == 1200);
  return 0;
}
