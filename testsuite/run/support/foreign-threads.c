/* SPDX-License-Identifier: MIT */
/* For foreign-threads-of-foreign-code.c: calls fn in a new thread and waits for it.  */
#include <pthread.h>
#include <stddef.h>

struct call {
  int (*fn) (int, void *);
  int n;
  void *context;
  int result;
};

int foreign_on_thread (int (*fn) (int, void *), int n, void *context);

static void *run (void *p)
{
  struct call *c = p;
  c->result = c->fn (c->n, c->context);
  return NULL;
}

int foreign_on_thread (int (*fn) (int, void *), int n, void *context)
{
  struct call c = { fn, n, context, -1 };
  pthread_t thread;

  if (pthread_create (&thread, NULL, run, &c) != 0)
    return -1;
  pthread_join (thread, NULL);
  return c.result;
}
