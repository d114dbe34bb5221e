/* SPDX-License-Identifier: MIT */
/* Purpose: Structures by value that are passed in memory: one of 200 bytes, one larger
   than the stack that a goroutine starts with. */
#include "support/check.h"

struct large { int a[50]; };
struct huge { int a[2000]; };

static goro_chan (int) out;

static void take (struct large l, int factor, struct huge h)
{
  int sum = 0;
  for (int i = 0; i < 50; i++)
    sum += l.a[i];
  grow (20);
  for (int i = 0; i < 2000; i++)
    sum += h.a[i];
  goro_send (out, sum * factor);
}

static void test (void)
{
  struct large l;
  static struct huge h;

  out = goro_chan_make (int, 0);
  for (int i = 0; i < 50; i++)
    l.a[i] = i;
  for (int i = 0; i < 2000; i++)
    h.a[i] = 1;
  go take (l, 3, h);
  l.a[0] = 1000000; /* the goroutine has its own copy */
  h.a[0] = 1000000;
  CHECK (goro_recv (out) == (49 * 25 + 2000) * 3);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
