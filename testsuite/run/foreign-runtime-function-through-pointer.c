/* SPDX-License-Identifier: MIT */
/* Purpose: Functions of goro.h called through pointers do what they do when called by name. */
#include "support/check.h"

static OPAQUE void call (void (*fn) (void)) { fn (); }

static void test (void)
{
  uint64_t (*self) (void) = goro_self;
  void (*volatile nap) (int64_t) = goro_sleep;
  uint64_t id = goro_self ();

  CHECK (self () == id);
  for (int i = 0; i < 10; i++)
    call (goro_yield);
  nap (GORO_MILLISECOND);
  CHECK (goro_self () == id && self () == id);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
