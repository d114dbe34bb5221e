/* SPDX-License-Identifier: MIT */
/* Purpose: With unknown-calls=scope, when a function returns whose variables are in an older block than those last taken, they go back
   as well. */
/* Options: -fplugin-arg-goro-unknown-calls=scope */
#include "support/check.h"
#include <stdint.h>

struct large { int first; char rest[2900]; };

static uintptr_t seen;

static void look (struct large *l)
{
  seen = (uintptr_t) l;
  l->first++;
}

static void (*volatile unseen) (struct large *) = look;

/* Two of them do not fit the first block.  */
static OPAQUE int inner (int n)
{
  struct large l;
  l.first = n;
  unseen (&l);
  return l.first;
}

static OPAQUE int outer (int n, uintptr_t *where)
{
  struct large l;
  l.first = n;
  unseen (&l);
  *where = seen;
  int below = inner (n);
  return below + l.first;
}

static void all (void)
{
  uintptr_t first = 0, where;
  for (int i = 0; i < 1000; i++) {
    CHECK (outer (i, &where) == 2 * i + 2);
    CHECK (seen > where + sizeof (struct large) || seen + sizeof (struct large) < where);
    if (first == 0)
      first = where;
    CHECK (where == first);
  }
}

int main (void)
{
  in_goroutine (all);
  return 0;
}
