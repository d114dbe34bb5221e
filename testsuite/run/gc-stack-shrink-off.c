/* SPDX-License-Identifier: MIT */
/* Purpose: With GORODEBUG=gcshrinkstackoff=1 collections leave stacks as large as they are. */
/* Env: GORODEBUG=gcshrinkstackoff=1 */
#include "support/check.h"

static void test (void)
{
  grow (300);
  size_t size = goro_stack_size ();
  CHECK (size >= 65536);
  for (int i = 0; i < 8; i++) {
    goro_gc ();
    grow (1);
  }
  CHECK (goro_stack_size () == size);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
