/* SPDX-License-Identifier: MIT */
/* Objects that nobody points to any more, for tests of finalizers, cleanups and weak pointers.  A word on a stack may still look
   like a pointer to one of them, so tests make some and want most of them found.  */
#ifndef SUPPORT_DEAD_H
#define SUPPORT_DEAD_H

#include "check.h"

enum { DEAD = 40, MOST = 30 };

struct dead {
  long number;
  struct dead *other;
  char rest[48];
};

static _Atomic int calls;

static OPAQUE __attribute__ ((unused)) struct dead *new_dead (long number, struct dead *other)
{
  struct dead *p = goro_new (struct dead);
  p->number = number;
  p->other = other;
  return p;
}

/* Collects until `calls' is at least n, up to a limit that no test reaches that passes.  */
static OPAQUE __attribute__ ((unused)) int collect_until (int n)
{
  for (int i = 0; i < 100 && calls < n; i++) {
    grow (10); /* nothing left from calls before */
    goro_gc ();
    if (i > 5)
      goro_sleep (10 * GORO_MILLISECOND);
    goro_yield ();
  }
  return calls;
}

#endif
