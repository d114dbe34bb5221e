/* SPDX-License-Identifier: MIT */
/* Purpose: goro_stack_shrink after a deep recursion gives memory back, a half each time, and leaves
   pointers and values right; the stack grows again when it has to. */
#include "support/check.h"

static OPAQUE int work (int *p)
{
  int local[10], *q = &local[5];

  local[5] = 50;
  grow (300);
  size_t size = goro_stack_size ();
  CHECK (size > 64 * 1024);
  for (int i = 0; i < 20; i++) {
    goro_stack_shrink ();
    CHECK (goro_stack_size () <= size);
    size = goro_stack_size ();
    CHECK (*p == 7 && *q == 50 && q == &local[5]);
  }
  CHECK (size <= 16 * 1024);
  grow (300);
  CHECK (*p == 7 && *q == 50);
  return *q + *p;
}

static void test (void)
{
  int x = 7;

  CHECK (work (&x) == 57);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
