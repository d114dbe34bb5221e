/* SPDX-License-Identifier: MIT */
/* Purpose: An address in either half of a 128-bit integer. */
#include "support/derived.h"

typedef unsigned __int128 wide;

static NOINLINE wide make (int *low, int *high)
{
  return (wide) (unsigned long) high << 64 | (unsigned long) low;
}

static OPAQUE wide through (wide w)
{
  move (NULL);
  return w;
}

struct holder { int tag; wide w; };

static OPAQUE int *high_half (struct holder *h)
{
  move (h);
  return (int *) (unsigned long) (h->w >> 64);
}

static OPAQUE void use (int *x, int *y)
{
  wide w = make (x, y), sum = through (w), small = 3;
  struct holder h = { 1, w };
  for (int i = 0; i < 4; i++) {
    move (x);
    CHECK ((int *) (unsigned long) w == x && (int *) (unsigned long) (w >> 64) == y);
    CHECK ((int *) (unsigned long) sum == x && (int *) (unsigned long) (sum >> 64) == y);
    CHECK (high_half (&h) == y && (int *) (unsigned long) h.w == x);
    CHECK (small == 3 && h.tag == 1);
  }
}

static void test (void)
{
  int x = 1, y = 2;
  use (&x, &y);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
