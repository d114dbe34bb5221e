/* SPDX-License-Identifier: MIT */
/* Purpose: Structures of up to 16 bytes by value, passed in registers of both classes. */
#include "support/check.h"

struct ints { int a, b; };
struct doubles { double x, y; };
struct mixed { long l; double d; };
struct odd { char c[3]; };
struct empty { };

static goro_chan (double) out;

static void take (struct ints i, struct doubles d, struct empty e, struct mixed m, struct odd o)
{
  (void) e;
  grow (20);
  goro_send (out, i.a + i.b + d.x + d.y + m.l + m.d + o.c[0] + o.c[1] + o.c[2]);
}

static void test (void)
{
  struct ints i = { 1, 2 };
  struct doubles d = { 10, 20 };
  struct mixed m = { 100, 200 };

  out = goro_chan_make (double, 0);
  go take (i, d, (struct empty) { }, m, (struct odd) { { 1, 1, 2 } });
  CHECK (goro_recv (out) == 3 + 30 + 300 + 4);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
