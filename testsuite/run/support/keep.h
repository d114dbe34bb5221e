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

static inline uintptr_t hide (const void *p)
{
  return ~(uintptr_t) p;
}

static OPAQUE int kept (uintptr_t hidden)
{
  return ((volatile struct object *) ~hidden)->tag == hidden;
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
