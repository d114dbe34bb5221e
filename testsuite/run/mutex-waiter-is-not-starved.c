/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine gets a mutex although others lock it again as soon as they have unlocked it. */
#include "support/check.h"

static goro_mutex m;
static _Atomic bool stop;

static void hog (void)
{
  while (!stop) {
    for (int k = 0; k < 50; k++) {
      goro_mutex_lock (&m);
      for (volatile int i = 0; i < 1000; i++)
        ;
      goro_mutex_unlock (&m);
    }
    goro_yield ();
  }
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 3);
  for (int i = 0; i < 3; i++)
    go hog ();
  for (int i = 0; i < 10; i++) {
    goro_sleep (GORO_MILLISECOND);
    goro_mutex_lock (&m);
    goro_mutex_unlock (&m);
  }
  stop = true;
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
