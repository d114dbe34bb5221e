/* SPDX-License-Identifier: MIT */
/* Purpose: Structures passed by value on the stack, with pointers in them, across growth. */
#include "support/check.h"

struct box { int *p; char text[56]; int tail; };

static OPAQUE int open_box (int n, struct box b)
{
  if (n > 0)
    return open_box (n - 1, b) + 1;
  grow (20);
  *b.p += 1;
  return b.tail + b.text[55];
}

static void test (void)
{
  int x = 5;
  struct box b = { &x, { 0 }, 100 };

  b.text[55] = 7;
  CHECK (open_box (30, b) == 137);
  CHECK (x == 6 && b.tail == 100);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
