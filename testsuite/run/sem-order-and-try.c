/* SPDX-License-Identifier: MIT */
/* Purpose: A semaphore serves who waits in order; a try takes a permit or leaves it. */
#include "support/check.h"

static goro_sem sem;
static int order[5];
static _Atomic int served;

static void waiter (int i)
{
  goro_sem_acquire (&sem);
  order[served++] = i;
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  CHECK (!goro_sem_try_acquire (&sem));
  goro_sem_release (&sem);
  goro_sem_release (&sem);
  CHECK (goro_sem_try_acquire (&sem));
  goro_sem_acquire (&sem);
  CHECK (!goro_sem_try_acquire (&sem));
  goro_wait_group_add (&goroutines_under_test, 5);
  for (int i = 0; i < 5; i++) {
    go waiter (i);
    until_waiting ((unsigned) i + 1);
  }
  for (int i = 0; i < 5; i++) {
    CHECK (served == i);
    goro_sem_release (&sem);
    goro_sleep (SOON / 4);
    while (served == i)
      goro_yield ();
  }
  goro_wait_group_wait (&goroutines_under_test);
  for (int i = 0; i < 5; i++)
    CHECK (order[i] == i);
  return 0;
}
