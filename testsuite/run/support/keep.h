/* SPDX-License-Identifier: MIT */
/* Objects of the collected heap that can be asked, after a collection, whether they are still there, without a
   pointer to them: hidden.  What is gone has been given to others by then, who write in it (or GORODEBUG=clobberfree=1
   has).  */
#ifndef SUPPORT_KEEP_H
#define SUPPORT_KEEP_H

#include "check.h"
#include <stdint.h>

struct object {
  uintptr_t tag;
  struct object *next;
  uintptr_t rest[6];
};

static OPAQUE struct object *make (void)
{
  struct object *p = goro_new (struct object);
  p->tag = ~(uintptr_t) p;
  return p;
}

/* Nothing is left of what stood below the caller's frame.  It has no need to save a register.  */
static OPAQUE __attribute__ ((unused)) void wipe (void)
{
  volatile uintptr_t below[128];
  for (int i = 0; i < 128; i++)
    below[i] = 0;
  (void) below[0];
}

static inline uintptr_t hide (const void *p)
{
  return ~(uintptr_t) p;
}

static OPAQUE int kept (uintptr_t hidden)
{
  return ((volatile struct object *) ~hidden)->tag == hidden;
}

/* How many of n lost objects are still there.  One whose address a later one of them, or one of the m others, has got was collected: where
   collections come often that is the rule.  */
static OPAQUE __attribute__ ((unused)) int count_left (const uintptr_t *lost, int n, const uintptr_t *others, int m)
{
  int left = 0;
  for (int i = 0; i < n; i++) {
    int again = 0;
    for (int k = i + 1; k < n; k++)
      again |= lost[k] == lost[i];
    for (int k = 0; k < m; k++)
      again |= others[k] == lost[i];
    left += !again && kept (lost[i]);
  }
  return left;
}

static OPAQUE __attribute__ ((unused)) void reuse (void)
{
  for (int i = 0; i < 5000; i++)
    goro_new (struct object)->tag = 1;
}

/* Collects, and gives what is free to others.  */
static OPAQUE __attribute__ ((unused)) void collect (void)
{
  grow (10); /* nothing left from calls before */
  goro_gc ();
  reuse ();
}

#endif
