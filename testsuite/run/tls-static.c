/* SPDX-License-Identifier: MIT */
/* Purpose: A static thread-local variable is the running thread's after each yield. */
#include "support/threads.h"

static __thread int own;

static void hop (int id)
{
  (void) id;
  for (int i = 0; i < 2000; i++) {
    CHECK_OWN (own);
    goro_yield ();
    CHECK_OWN (own);
  }
}

int main (void)
{
  travel (hop);
  return 0;
}
