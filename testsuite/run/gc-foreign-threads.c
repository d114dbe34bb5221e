/* SPDX-License-Identifier: MIT */
/* Purpose: threads that goro did not start hold, store and drop pointers while objects are collected.  */
/* Output: good */
/* Env: GOROGC=20 */
#include <goro.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 3, STEPS = 20000 };

struct box { struct box *next; long a, b; };
struct table { struct box *box[64]; };

static struct table *tables[THREADS];

static void *thread (void *arg)
{
  long id = (long) arg;
  unsigned random = (unsigned) id;
  struct table *t = tables[id];
  struct box *kept = NULL;
  for (long step = 0; step < STEPS; step++) {
    random = random * 1664525 + 1013904223;
    unsigned at = random >> 20 & 63;
    struct box *old = t->box[at], *b = goro_new (struct box);
    if (old != NULL && old->a != ~old->b)
      return NULL;
    b->a = step;
    b->b = ~step;
    b->next = kept;
    if (step % 16 == 0)
      kept = NULL;
    else
      kept = old;
    t->box[at] = b;
    for (struct box *c = kept; c != NULL; c = c->next)
      if (c->a != ~c->b)
        return NULL;
    if (kept != NULL)
      kept->next = NULL;
  }
  return (void *) 1;
}

static void churn (goro_chan (int) stop)
{
  long sum = 0;
  int v;
  while (!goro_try_recv (stop, &v)) {
    struct box *b = goro_new (struct box);
    for (int i = 0; i < 100; i++) {
      struct box *n = goro_new (struct box);
      n->next = b;
      b = n;
    }
    for (; b != NULL; b = b->next)
      sum++;
    goro_yield ();
  }
  if (sum % 101 != 0)
    puts ("a list is too short");
}

static long join (pthread_t *threads)
{
  long good = 0;
  for (int i = 0; i < THREADS; i++) {
    void *result;
    pthread_join (threads[i], &result);
    good += (long) result;
  }
  return good;
}

int main (void)
{
  goro_chan (int) stop = goro_chan_make (int, 0);
  pthread_t threads[THREADS];
  for (long i = 0; i < THREADS; i++)
    tables[i] = goro_new (struct table);
  go churn (stop);
  for (long i = 0; i < THREADS; i++)
    pthread_create (&threads[i], NULL, thread, (void *) i);
  long good = join (threads);
  goro_send (stop, 1);
  puts (good == THREADS ? "good" : "an object was lost");
  return 0;
}
