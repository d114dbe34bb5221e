/* SPDX-License-Identifier: MIT */
/* Purpose: A mutex keeps goroutines out of each other's way, also across yields and sleeps. */
#include "support/check.h"

static goro_mutex m;
static int counter, inside;

static void add (int n)
{
  for (int i = 0; i < n; i++) {
    goro_mutex_lock (&m);
    CHECK (++inside == 1);
    int before = counter;
    if (i % 8 == 0)
      goro_yield ();
    if (i == n / 2)
      goro_sleep (GORO_MICROSECOND);
    counter = before + 1;
    inside--;
    goro_mutex_unlock (&m);
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 20);
  for (int i = 0; i < 20; i++)
    go add (500);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (counter == 10000);
  return 0;
}
