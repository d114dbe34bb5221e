/* SPDX-License-Identifier: MIT */
/* Purpose: A producer and a consumer that wait for each other with one condition never both wait. */
#include "support/check.h"

static goro_mutex m;
static goro_cond cond;
static int full;

static void turn (int mine, int n)
{
  for (int i = 0; i < n; i++) {
    goro_mutex_lock (&m);
    while (full != mine)
      goro_cond_wait (&cond, &m);
    full = !mine;
    goro_cond_signal (&cond);
    goro_mutex_unlock (&m);
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 2);
  go turn (0, 5000);
  go turn (1, 5000);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (full == 0);
  return 0;
}
