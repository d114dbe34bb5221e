/* SPDX-License-Identifier: MIT */
/* Purpose: A large structure returned through a hidden pointer arrives, though the stack grew
   while it was made. */
#include "support/check.h"

struct large { long a[40]; };

static OPAQUE struct large make (int from)
{
  struct large l;

  for (int i = 0; i < 40; i++) {
    l.a[i] = from + i;
    grow (i);
  }
  return l;
}

static OPAQUE struct large twice_removed (int from)
{
  grow (60);
  return make (from);
}

static void test (void)
{
  struct large a = make (100), b = twice_removed (200);

  for (int i = 0; i < 40; i++) {
    CHECK (a.a[i] == 100 + i);
    CHECK (b.a[i] == 200 + i);
  }
  CHECK (twice_removed (300).a[39] == 339);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
