/* SPDX-License-Identifier: MIT */
/* Purpose: A semaphore with three permits lets three in at a time. */
#include "support/check.h"

static goro_sem sem = GORO_SEM_INIT (3);
static _Atomic int inside, most;

static void worker (void)
{
  goro_sem_acquire (&sem);
  int n = ++inside;
  CHECK (n <= 3);
  if (n > most)
    most = n;
  goro_sleep (GORO_MILLISECOND);
  inside--;
  goro_sem_release (&sem);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 20);
  for (int i = 0; i < 20; i++)
    go worker ();
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (most == 3);
  return 0;
}
