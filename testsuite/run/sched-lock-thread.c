/* SPDX-License-Identifier: MIT */
/* Purpose: A goroutine tied to its thread stays there across yields, sleeps and channels, and
   keeps its thread-local variables; calls nest. */
#include "support/check.h"
#include <pthread.h>

static goro_chan (int) ping, pong;

static void tied (void)
{
  goro_lock_thread ();
  goro_lock_thread ();
  pthread_t self = pthread_self ();
  goro_unlock_thread ();
  for (int i = 0; i < 20; i++) {
    goro_yield ();
    CHECK (goro_recv (ping) == i);
    CHECK (pthread_equal (self, pthread_self ()));
    if (i % 5 == 0)
      goro_sleep (GORO_MILLISECOND);
    goro_send (pong, i);
    CHECK (pthread_equal (self, pthread_self ()));
  }
  goro_unlock_thread ();
  goro_unlock_thread (); /* one too many: nothing */
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  ping = goro_chan_make (int, 0);
  pong = goro_chan_make (int, 0);
  goro_wait_group_add (&goroutines_under_test, 1);
  go tied ();
  for (int i = 0; i < 20; i++) {
    goro_send (ping, i);
    CHECK (goro_recv (pong) == i);
    grow (5);
  }
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
