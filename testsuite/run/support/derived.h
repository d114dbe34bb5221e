/* SPDX-License-Identifier: MIT */
/* What the tests of split addresses share: a function is compiled twice, and the copy that is not optimised says what
   is right. */
#ifndef SUPPORT_DERIVED_H
#define SUPPORT_DERIVED_H

#include "check.h"
#include <string.h>

struct five { int a, b; char t[12]; };

/* Now one move, now two: where every call makes two, the stack may always be where it was before.  */
static int turns;

static OPAQUE __attribute__ ((unused)) long move (void *p)
{
  grow (turns++ % 3 == 0);
  return p ? *(char *) p : 1;
}

#define TWICE(result, name, parameters, ...) \
  static OPAQUE result name parameters __VA_ARGS__ \
  static OPAQUE __attribute__ ((optimize ("O0"))) result name##_plain parameters __VA_ARGS__

static __attribute__ ((unused)) void fill (char *p, int size, int step)
{
  for (int i = 0; i < size; i++)
    p[i] = (char) (i * step);
}

#endif
