/* SPDX-License-Identifier: MIT */
/* Purpose: Arguments of every scalar type, more of each class than there are registers. */
#include "support/check.h"
#include <string.h>

static goro_chan (int) out;

static void take (char c, short s, float f, long l, const char *p, double d, _Bool b, unsigned u,
                  float f2, unsigned char uc, long long ll, double d2, void (*fn) (void), int i)
{
  grow (20);
  CHECK (c == 'x' && s == -3 && f == 1.5f && l == 1L << 40 && strcmp (p, "text") == 0);
  CHECK (d == 0.1 && b && u == 0xffffffff && f2 == -2.5f && uc == 200);
  CHECK (ll == -1 && d2 == 1e300 && fn == NULL && i == 5);
  goro_send (out, 1);
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  go take ('x', -3, 1.5f, 1L << 40, "text", 0.1, 1, 0xffffffff, -2.5f, 200, -1, 1e300, NULL, 5);
  CHECK (goro_recv (out) == 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
