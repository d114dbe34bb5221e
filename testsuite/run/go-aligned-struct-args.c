/* SPDX-License-Identifier: MIT */
/* Purpose: A structure by value whose alignment is 16, larger than a stack slot's. */
#include "support/check.h"

struct aligned { _Alignas (16) int a[4]; };

static goro_chan (int) out;

static OPAQUE int is_aligned (const void *p)
{
  return (uintptr_t) p % 16 == 0;
}

static void take (int x, struct aligned s, int y)
{
  CHECK (is_aligned (&s));
  grow (20);
  CHECK (is_aligned (&s));
  goro_send (out, x + s.a[0] + s.a[3] + y);
}

static void test (void)
{
  struct aligned s = { { 10, 0, 0, 20 } };
  out = goro_chan_make (int, 0);
  go take (1, s, 2);
  CHECK (goro_recv (out) == 33);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
