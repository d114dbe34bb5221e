/* SPDX-License-Identifier: MIT */
/* Purpose: Elements of a thread-local array, by a variable index, are the running thread's after each yield. */
#include "support/threads.h"

static _Thread_local int own[64];
static _Thread_local struct { char name[7]; int number; void *thread; } rows[8][8];

static OPAQUE void see (void **thread)
{
  if (*thread == NULL)
    *thread = here ();
}

static void hop (int id)
{
  for (int i = 0; i < 64; i++)
    for (int k = 0; k < 64; k++) {
      CHECK_OWN (own[k]);
      see (&rows[id % 8][k % 8].thread);
      CHECK (rows[id % 8][k % 8].thread == NULL || rows[id % 8][k % 8].thread == here ());
      goro_yield ();
      CHECK (rows[id % 8][k % 8].thread == NULL || rows[id % 8][k % 8].thread == here ());
      CHECK_OWN (rows[id % 8][k % 8].number);
    }
}

int main (void)
{
  travel (hop);
  return 0;
}
