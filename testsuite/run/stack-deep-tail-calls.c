/* SPDX-License-Identifier: MIT */
/* Purpose: Deep mutual tail recursion at -O2 takes no stack, also with arguments on the stack; tail calls that change
   the arguments they stand on, with pointers up the stack. */
/* Levels: -O2 -O3 */
#include "support/check.h"

struct pair { long *p, *q, n; };

static OPAQUE long odd (long n, long *p);
static OPAQUE long even (long n, long *p) { return n == 0 ? *p : odd (n - 1, p); }
static OPAQUE long odd (long n, long *p) { if (n % 1000 == 1) grow (2); return n == 0 ? -*p : even (n - 1, p); }

static OPAQUE long pong (long a, long b, long c, long d, long e, long f, long *p, long n, long *q);
static OPAQUE long ping (long a, long b, long c, long d, long e, long f, long n, long *p, long *q)
{
  if (n % 1000 == 0)
    grow (3);
  return n == 0 ? a + b + c + d + e + f + *p * 10 + *q : pong (b, c, d, e, f, a, p, n, q);
}
static OPAQUE long pong (long a, long b, long c, long d, long e, long f, long *p, long n, long *q)
{
  return ping (a, b, c, d, e, f, n - 1, q, p);
}

static OPAQUE long by_value (struct pair s, long n)
{
  grow (2);
  if (n == 0)
    return *s.p + *s.q;
  s.n = n;
  return by_value (s, n - 1);
}

static void test (void)
{
  long x = 7, y = 8;
  long (*volatile e) (long, long *) = even;

  CHECK (even (1000000, &x) == 7 && odd (100001, &x) == 7 && e (9, &x) == -7);
  CHECK (goro_stack_size () <= 8192);
  CHECK (ping (1, 2, 3, 4, 5, 6, 100000, &x, &y) == 21 + 78);
  CHECK (ping (1, 2, 3, 4, 5, 6, 100001, &x, &y) == 21 + 87);
  CHECK (by_value ((struct pair) { &x, &y, 0 }, 100) == 15);
  CHECK (goro_stack_size () <= 16384);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
