/* SPDX-License-Identifier: MIT */
/* Purpose: Vectors of 16, 32 and 64 bytes as locals, arguments, results and members, and of pointers' own width, across
   growth, without instructions for the wide ones. */
/* Options: -Wno-psabi */
#include "support/check.h"

typedef int v4 __attribute__ ((vector_size (16)));
typedef int v8 __attribute__ ((vector_size (32)));
typedef int v16 __attribute__ ((vector_size (64)));
typedef uintptr_t a2 __attribute__ ((vector_size (16)));
typedef uintptr_t a4 __attribute__ ((vector_size (32)));

#define FN(V, NAME) \
  struct in_##V { int *p; V v; int *q; }; \
  static OPAQUE V NAME (int n, V a, int *p, V b) \
  { \
    V x = a * b; \
    struct in_##V s = { p, a, p }; \
    grow (2); \
    V below = n > 0 ? NAME (n - 1, a + 1, p, b) : x - x; \
    CHECK (s.p == p && s.q == p && s.v[1] == a[1]); \
    return below + x + *p; \
  }
FN (v4, f4)
FN (v8, f8)
FN (v16, f16)

static OPAQUE void addresses (int n, int *x, int *y)
{
  a2 v = { (uintptr_t) x, (uintptr_t) y };
  a4 w = { (uintptr_t) x, (uintptr_t) y, (uintptr_t) y, 7 };

  __asm__ volatile ("" : "+x" (v));
  grow (3);
  if (n > 0)
    addresses (n - 1, x, y);
  CHECK (v[0] == (uintptr_t) x && v[1] == (uintptr_t) y);
  CHECK (w[0] == (uintptr_t) x && w[2] == (uintptr_t) y && w[3] == 7);
}

static void test (void)
{
  int x = 5, y = 6;
  v4 a = { 1, 2, 3, 4 };
  v8 b = { 1, 2, 3, 4, 5, 6, 7, 8 };
  v16 c = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };

  CHECK (f4 (10, a, &x, a + 1)[3] == 20 * 11 + 55 * 5 + 55);
  CHECK (f8 (10, b, &x, b + 1)[7] == 72 * 11 + 55 * 9 + 55);
  CHECK (f16 (10, c, &x, c + 1)[15] == 16 * 17 * 11 + 55 * 17 + 55);
  addresses (10, &x, &y);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
