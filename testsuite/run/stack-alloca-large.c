/* SPDX-License-Identifier: MIT */
/* Purpose: alloca of much more than the stack has left. */
#include "support/check.h"
#include <alloca.h>

static OPAQUE char *fill (char *p, size_t n)
{
  for (size_t i = 0; i < n; i++)
    p[i] = (char) i;
  return p;
}

static OPAQUE int use (size_t n, const int *outside)
{
  char *p = fill (alloca (n), n);
  grow (50);
  char *q = fill (alloca (2 * n), 2 * n);
  grow (50);
  for (size_t i = 0; i < n; i++)
    if (p[i] != (char) i || q[2 * i] != (char) (2 * i))
      return -1;
  return *outside;
}

static void test (void)
{
  int x = 3;

  CHECK (use (10, &x) == 3);
  CHECK (use (5000, &x) == 3);
  CHECK (use (100000, &x) == 3);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
