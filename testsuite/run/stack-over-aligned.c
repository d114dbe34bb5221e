/* SPDX-License-Identifier: MIT */
/* Purpose: Locals aligned to 32, 64 and 4096 bytes, with alloca beside them: values survive moves. */
/* Options: -w */
#include "support/check.h"
#include <alloca.h>

#define FN(A) \
  static OPAQUE int f##A (int n, int k, int *up, long a, long b, long c, long d, int *last) \
  { \
    _Alignas (A) int here[8] = { n, n + 1 }; \
    int *at = here, *more = NULL; \
    __asm__ volatile ("" : "+r" (at) : : "memory"); \
    if (k > 0) { \
      more = alloca ((size_t) k * 16); \
      more[0] = n + 2; \
    } \
    grow (n); \
    int below = n > 0 ? f##A (n - 1, k, here, a, b, c, d, last) : 0; \
    CHECK (at == here && at[0] == n && at[1] == n + 1 && (k == 0 || more[0] == n + 2)); \
    CHECK (up == last || *up == n + 1); \
    return below + at[0] + *last + (int) (a + b + c + d); \
  } \
  static OPAQUE int g##A (int n, int *up) \
  { \
    struct { int *up; _Alignas (A) int v; } here = { up, n }; \
    grow (1); \
    int below = n > 0 ? g##A (n - 1, &here.v) : 0; \
    CHECK (here.up == up && here.v == n && *up == n + 1); \
    return below + here.v; \
  }
FN (32)
FN (64)
FN (4096)

static void test (void)
{
  int x = 11;

  for (int k = 0; k < 3; k++) {
    CHECK (f32 (10, k, &x, 1, 2, 3, 4, &x) == 55 + 11 * 21);
    CHECK (f64 (10, k, &x, 1, 2, 3, 4, &x) == 55 + 11 * 21);
    CHECK (f4096 (10, k, &x, 1, 2, 3, 4, &x) == 55 + 11 * 21);
  }
  CHECK (g32 (10, &x) == 55 && g64 (10, &x) == 55 && g4096 (10, &x) == 55);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
