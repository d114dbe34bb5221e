/* SPDX-License-Identifier: MIT */
/* Purpose: pthread mutexes and condition variables between goroutines that run on different threads
   and a thread that goro did not start. */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int value;

static void *set (void *unused)
{
  (void) unused;
  for (int i = 1; i <= 20; i++) {
    pthread_mutex_lock (&mutex);
    while (value != 0)
      pthread_cond_wait (&changed, &mutex);
    value = i;
    pthread_cond_broadcast (&changed);
    pthread_mutex_unlock (&mutex);
  }
  return NULL;
}

static void test (void)
{
  pthread_t thread;

  CHECK (pthread_create (&thread, NULL, set, NULL) == 0);
  for (int i = 1; i <= 20; i++) {
    pthread_mutex_lock (&mutex);
    while (value == 0)
      pthread_cond_wait (&changed, &mutex);
    CHECK (value == i);
    value = 0;
    pthread_cond_broadcast (&changed);
    pthread_mutex_unlock (&mutex);
    goro_yield ();
  }
  CHECK (pthread_join (thread, NULL) == 0);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
