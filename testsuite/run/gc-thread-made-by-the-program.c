/* SPDX-License-Identifier: MIT */
/* Purpose: What compiled code holds on threads made with pthread_create is kept, the argument of the thread too, whether the
   thread waits or runs. */
/* Options: -pthread */
#include "support/keep.h"
#include <pthread.h>

enum { N = 8 };

static _Atomic int stop, ready;
static uintptr_t hidden[N][2];
static pthread_barrier_t end;

static OPAQUE void work (int i, struct object *argument, struct object *local)
{
  ready++;
  if (i % 2 == 0)
    while (!stop)
      ;
  else
    pthread_barrier_wait (&end);
  CHECK (argument->tag == hidden[i][0] && local->tag == hidden[i][1]);
}

static void *run (void *p)
{
  struct object *argument = p, *local = make ();
  int i = (int) argument->rest[0];
  hidden[i][1] = hide (local);
  work (i, argument, local);
  return NULL;
}

static OPAQUE void start (pthread_t *thread, int i)
{
  struct object *p = make ();
  hidden[i][0] = hide (p);
  p->rest[0] = (uintptr_t) i;
  CHECK (pthread_create (thread, NULL, run, p) == 0);
}

int main (void)
{
  pthread_t threads[N];
  pthread_barrier_init (&end, NULL, N / 2 + 1);
  for (int i = 0; i < N; i++)
    start (&threads[i], i);
  while (ready < N) {
    goro_gc ();
    goro_sleep (GORO_MILLISECOND);
  }
  for (int k = 0; k < 3; k++)
    collect ();
  for (int i = 0; i < N; i++)
    CHECK (kept (hidden[i][0]) && kept (hidden[i][1]));
  stop = 1;
  pthread_barrier_wait (&end);
  for (int i = 0; i < N; i++)
    pthread_join (threads[i], NULL);
  return 0;
}
