/* SPDX-License-Identifier: MIT */
/* Purpose: Elements of many sizes arrive whole, buffered and handed over. */
#include "support/check.h"
#include <string.h>

#define SIZES(X) X (1) X (2) X (3) X (4) X (5) X (7) X (8) X (9) X (12) X (16) X (17) \
  X (24) X (31) X (64) X (255) X (256) X (300)

#define TEST(n) \
  struct s##n { unsigned char b[n]; }; \
  static goro_chan (struct s##n) c##n; \
  static void fill##n (struct s##n *s, int seed) \
  { \
    for (int i = 0; i < n; i++) \
      s->b[i] = (unsigned char) (seed + i); \
  } \
  static void send##n (void) \
  { \
    for (int i = 0; i < 20; i++) { \
      struct s##n s; \
      fill##n (&s, i); \
      goro_send (c##n, s); \
    } \
    goro_close (c##n); \
  } \
  static void test##n (int room) \
  { \
    int i = 0; \
    c##n = goro_chan_make (struct s##n, room); \
    go send##n (); \
    goro_range (got, c##n) { \
      struct s##n want; \
      fill##n (&want, i++); \
      CHECK (memcmp (&got, &want, n) == 0); \
      if (i == 10) \
        goro_yield (); \
    } \
    CHECK (i == 20); \
    goro_chan_free (c##n); \
  }
SIZES (TEST)

int main (void)
{
#define CALL(n) test##n (0), test##n (3);
  SIZES (CALL)
  return 0;
}
