/* SPDX-License-Identifier: MIT */
/* Purpose: pthread_self, which the C library declares const, is asked anew after each yield. */
#include "support/threads.h"
#include <pthread.h>

static __thread pthread_t own;

static void hop (int id)
{
  (void) id;
  for (int i = 0; i < 2000; i++) {
    own = pthread_self ();
    CHECK (pthread_equal (own, pthread_self ()));
    pthread_t before = pthread_self ();
    void *thread = here ();
    goro_yield ();
    pthread_t after = pthread_self ();
    CHECK ((thread == here ()) == (pthread_equal (before, after) != 0));
  }
}

int main (void)
{
  travel (hop);
  return 0;
}
