/* SPDX-License-Identifier: MIT */
/* Purpose: A pointer copied into objects whose fields are all small moves with the stack. */
#include "support/check.h"

#include <string.h>

struct shorts {
  short a, b, c, d;
};
struct uneven {
  int a;
  struct {
    int b, c, d;
  } inner;
};
struct bytes_and_short {
  char a[2], b, c;
  short d, e;
};

#define MAKE(name, type)                                   \
  static OPAQUE int name (int *p)                          \
  {                                                        \
    type object __attribute__ ((aligned (8)));             \
    type *volatile at = &object;                           \
    int *back;                                             \
                                                           \
    memcpy (at, &p, sizeof p);                             \
    grow (10);                                             \
    memcpy (&back, at, sizeof p);                          \
    return *back;                                          \
  }

typedef short array[4];
MAKE (over_shorts, struct shorts)
MAKE (over_uneven, struct uneven)
MAKE (over_bytes, struct bytes_and_short)
MAKE (over_array, array)

static void test (void)
{
  int x = 5;

  CHECK (over_shorts (&x) == 5);
  CHECK (over_uneven (&x) == 5);
  CHECK (over_bytes (&x) == 5);
  CHECK (over_array (&x) == 5);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
