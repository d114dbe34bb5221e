/* SPDX-License-Identifier: MIT */
/* Purpose: goro_stack_size tells a small size first, and more than a recursion has used. */
#include "support/check.h"

static OPAQUE void recurse (int depth, size_t before)
{
  volatile char used[1000];

  used[0] = (char) depth;
  size_t size = goro_stack_size ();
  CHECK (size >= before);
  CHECK ((size & (size - 1)) == 0 || size < 4096);
  if (depth > 0)
    recurse (depth - 1, size);
  else
    CHECK (size >= 100 * 1000);
  used[0] = 0;
}

static void test (void)
{
  size_t size = goro_stack_size ();

  CHECK (size >= 1024 && size <= 8192);
  recurse (100, size);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
