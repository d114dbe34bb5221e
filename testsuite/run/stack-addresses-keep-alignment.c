/* SPDX-License-Identifier: MIT */
/* Purpose: Locals with alignments of 16 to 64 stay aligned wherever the stack goes. */
#include "support/check.h"

static OPAQUE int is_aligned (const void *p, uintptr_t n)
{
  return (uintptr_t) p % n == 0;
}

static OPAQUE void recurse (int depth)
{
  _Alignas (16) char a[16];
  _Alignas (32) char b[40];
  _Alignas (64) char c[70];

  a[0] = b[0] = c[0] = (char) depth;
  CHECK (is_aligned (a, 16) && is_aligned (b, 32) && is_aligned (c, 64));
  if (depth > 0)
    recurse (depth - 1);
  CHECK (is_aligned (a, 16) && is_aligned (b, 32) && is_aligned (c, 64));
  CHECK (a[0] == depth && b[0] == depth && c[0] == depth);
}

static void test (void)
{
  recurse (60);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
