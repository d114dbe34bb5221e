/* SPDX-License-Identifier: MIT */
/* Purpose: A thread that goro did not start and goroutines exclude each other with a mutex. */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>

static goro_mutex m;
static int counter;

static void *add (void *arg)
{
  for (int i = 0; i < 2000; i++) {
    goro_mutex_lock (&m);
    int before = counter;
    if (i % 100 == 0)
      goro_yield ();
    counter = before + 1;
    goro_mutex_unlock (&m);
  }
  goro_wait_group_done (&goroutines_under_test);
  return arg;
}

int main (void)
{
  pthread_t thread;
  goro_wait_group_add (&goroutines_under_test, 3);
  CHECK (pthread_create (&thread, NULL, add, NULL) == 0);
  go add (NULL);
  go add (NULL);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (pthread_join (thread, NULL) == 0);
  CHECK (counter == 6000);
  return 0;
}
