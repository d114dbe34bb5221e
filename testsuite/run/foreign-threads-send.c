/* SPDX-License-Identifier: MIT */
/* Purpose: Threads made with pthread_create run instrumented code: deep recursion, foreign calls, sends
   to a goroutine. */
/* Options: -pthread */
#include "support/check.h"
#include <pthread.h>
#include <string.h>

static goro_chan (long) out;

static OPAQUE long recurse (long n, const long *above)
{
  long mine = *above + 1;
  return n == 0 ? mine : recurse (n - 1, &mine);
}

static void *run (void *argument)
{
  long id = (long) argument, zero = 0;
  char text[30];

  snprintf (text, sizeof text, "%ld", id);
  CHECK (recurse (1000, &zero) == 1001);
  for (int i = 0; i < 100; i++)
    goro_send (out, id * 100 + i);
  return (void *) strlen (text);
}

static void test (void)
{
  pthread_t threads[4];
  long sum = 0;

  out = goro_chan_make (long, 3);
  for (long i = 0; i < 4; i++)
    CHECK (pthread_create (&threads[i], NULL, run, (void *) i) == 0);
  for (int i = 0; i < 400; i++)
    sum += goro_recv (out);
  CHECK (sum == 399 * 200);
  for (int i = 0; i < 4; i++) {
    void *result;
    CHECK (pthread_join (threads[i], &result) == 0 && result == (void *) 1);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
