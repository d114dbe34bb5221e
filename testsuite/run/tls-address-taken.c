/* SPDX-License-Identifier: MIT */
/* Purpose: The address of a thread-local variable is the running thread's each time it is taken; a pointer taken before a yield stays that thread's. */
#include "support/threads.h"

static __thread int own;
static __thread int *self;

static OPAQUE void see (int *p, int now)
{
  CHECK (*p == now);
}

static void hop (int id)
{
  (void) id;
  for (int i = 0; i < 2000; i++) {
    own = this_thread ();
    int before = own, *p = &own;
    if (self == NULL)
      self = &own;
    CHECK (self == p);
    goro_yield ();
    CHECK (*p == before);
    own = this_thread ();
    int now = own, *q = &own;
    CHECK (now == before ? p == q : p != q);
    CHECK (*q == now && self == NULL ? (self = q) == q : self == q);
    see (&own, own);
  }
}

int main (void)
{
  travel (hop);
  return 0;
}
