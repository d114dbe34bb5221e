/* SPDX-License-Identifier: MIT */
/* Purpose: What thread-local variables of compiled code point to is kept, of a goroutine's thread and of one made with pthread_create. */
/* Options: -pthread */
#include "support/keep.h"
#include <pthread.h>

static __thread struct object *mine;
static __thread struct object *many[4];
static uintptr_t hidden[4];
static pthread_barrier_t set, collected;

static OPAQUE void fill (uintptr_t *where)
{
  where[0] = hide (mine = make ());
  where[1] = hide (many[3] = make ());
}

static void *run (void *unused)
{
  fill (hidden + 2);
  pthread_barrier_wait (&set);
  pthread_barrier_wait (&collected);
  return unused;
}

int main (void)
{
  pthread_t thread;
  pthread_barrier_init (&set, NULL, 2);
  pthread_barrier_init (&collected, NULL, 2);
  CHECK (pthread_create (&thread, NULL, run, NULL) == 0);
  goro_lock_thread ();
  fill (hidden);
  pthread_barrier_wait (&set);
  collect ();
  for (int i = 0; i < 4; i++)
    CHECK (kept (hidden[i]));
  pthread_barrier_wait (&collected);
  pthread_join (thread, NULL);
  return 0;
}
