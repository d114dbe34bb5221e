/* SPDX-License-Identifier: MIT */
/* Purpose: Loads and stores of thread-local variables do not leave a loop with a yield in it. */
#include "support/threads.h"

static __thread long count;
static __thread int own;
static _Atomic (long *) counts[1000]; /* every thread's */
static _Atomic int threads;

static OPAQUE void leave (void)
{
  goro_yield ();
}

/* Each thread's count is added to only by itself, so no addition is lost.  */
static void hop (int id)
{
  (void) id;
  for (int i = 0; i < 5000; i++) {
    if (count == 0)
      counts[threads++] = &count;
    count++;
    own = this_thread ();
    leave ();
  }
  CHECK_OWN (own);
}

int main (void)
{
  long total = 0;

  travel (hop);
  for (int i = 0; i < threads; i++)
    total += *counts[i];
  CHECK (total == TRAVELLERS * 5000);
  return 0;
}
