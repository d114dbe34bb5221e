/* SPDX-License-Identifier: MIT */
/* Purpose: functions without a stack check of their own, because what they call has one, and such with larger frames, keep all they have in deep recursion, on stacks that begin
   small, whatever the size of their frames. */
/* Output: good */
#include "support/check.h"

enum { GOROUTINES = 40, DEPTH = 300 };

typedef long step (long, int);
static step *volatile steps[5];

/* The one with the check: it calls through a pointer.  Its callers come after it.  */
static OPAQUE long turn (long sum, int depth)
{
  volatile long kept[4] = { sum, depth, sum + depth, 1 };
  long result = depth > 0 ? steps[depth % 5] (sum + 1, depth - 1) : sum;
  CHECK (kept[0] == sum && kept[1] == depth && kept[2] == sum + depth);
  return result;
}

static OPAQUE long small (long sum, int depth)
{
  return turn (sum + 1, depth) + 0 * sum;
}

#define WITH_FRAME(name, words) \
  static OPAQUE long name (long sum, int depth) \
  { \
    volatile long kept[words]; \
    for (int i = 0; i < (words); i++) \
      kept[i] = sum + i; \
    long result = turn (sum + 1, depth); \
    for (int i = 0; i < (words); i++) \
      if (kept[i] != sum + i) \
        return -1000000; \
    return result; \
  }

WITH_FRAME (middle, 8)
WITH_FRAME (large, 150) /* this one has a check */

static OPAQUE long two (long sum, int depth)
{
  volatile long kept = sum;
  long result = small (sum, depth);
  return kept == sum ? result : -1000000;
}

static OPAQUE long jumps (long sum, int depth)
{
  return depth & 8 ? middle (sum, depth) : two (sum, depth);
}

static void worker (int n, goro_chan (long) out)
{
  goro_send (out, turn (n, DEPTH) - n);
}

int main (void)
{
  step *all[5] = { large, small, middle, two, jumps };
  for (int i = 0; i < 5; i++)
    steps[i] = all[i];
  goro_chan (long) out = goro_chan_make (long, 0);
  for (int i = 0; i < GOROUTINES; i++)
    go worker (i, out);
  long first = goro_recv (out);
  CHECK (first >= 2 * DEPTH);
  for (int i = 1; i < GOROUTINES; i++)
    CHECK (goro_recv (out) == first);
  puts ("good");
  return 0;
}
