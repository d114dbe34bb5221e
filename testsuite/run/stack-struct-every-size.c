/* SPDX-License-Identifier: MIT */
/* Purpose: Structures of every size from 1 to 129 bytes by value, as arguments and results, through pointers too, and as
   nested calls among the arguments of others. */
#include "support/check.h"
#include <string.h>

#define SIZES(X) \
  X (1) X (2) X (3) X (4) X (5) X (6) X (7) X (8) X (9) X (10) X (11) X (12) X (13) X (14) X (15) X (16) X (17) \
  X (18) X (19) X (20) X (23) X (24) X (25) X (27) X (31) X (32) X (33) X (36) X (40) X (47) X (48) X (49) X (56) \
  X (57) X (63) X (64) X (65) X (71) X (72) X (80) X (96) X (97) X (104) X (127) X (128) X (129)

#define DEFINE(N) \
  struct s##N { char c[N]; }; \
  static OPAQUE struct s##N make##N (int x, int *calls) \
  { \
    struct s##N s; \
    for (int i = 0; i < N; i++) \
      s.c[i] = (char) (x + i); \
    grow (3); \
    ++*calls; \
    return s; \
  } \
  static OPAQUE struct s##N both##N (struct s##N a, int *calls, struct s##N b) \
  { \
    grow (2); \
    for (int i = 0; i < N; i++) \
      a.c[i] = (char) (a.c[i] + b.c[i]); \
    ++*calls; \
    grow (1); \
    return a; \
  } \
  static OPAQUE void test##N (void) \
  { \
    int calls = 0; \
    struct s##N (*volatile both) (struct s##N, int *, struct s##N) = both##N; \
    struct s##N r = both##N (both (make##N (1, &calls), &calls, make##N (2, &calls)), &calls, make##N (3, &calls)); \
    for (int i = 0; i < N; i++) \
      CHECK (r.c[i] == (char) (6 + 3 * i)); \
    CHECK (calls == 5); \
  }
SIZES (DEFINE)

static void test (void)
{
#define CALL(N) test##N ();
  SIZES (CALL)
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
