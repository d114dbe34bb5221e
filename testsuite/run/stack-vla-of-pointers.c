/* SPDX-License-Identifier: MIT */
/* Purpose: Variable-length arrays of pointers to locals, to themselves and to each other, as parameters of
   recursive functions, in structures, and left by goto. */
#include "support/check.h"

static OPAQUE int recurse (int n, int k, int *up[k])
{
  int mine = n;
  int *list[k + 1];
  struct { int *first; int all[k + 1]; int *last; } s;

  for (int i = 0; i < k; i++)
    list[i] = up[i];
  list[k] = &mine;
  s.first = s.all;
  s.last = &s.all[k];
  for (int i = 0; i <= k; i++)
    s.all[i] = *list[i];
  int below = n > 0 ? recurse (n - 1, k + 1, list) : 0;
  CHECK (*s.first == **list && *s.last == n);
  for (int i = 0; i <= k; i++)
    CHECK (*list[i] == s.all[i]);
  return below + s.last[0];
}

static OPAQUE int two (int n)
{
  int *a[n], b[n], **c[n], sum = 0;

  for (int i = 0; i < n; i++) {
    a[i] = &b[n - 1 - i];
    c[i] = &a[i];
    b[i] = i;
    grow (i);
  }
  for (int i = 0; i < n; i++)
    sum += **c[i] * i;
  return sum;
}

static OPAQUE int jumps (int n)
{
  int i = 0, sum = 0;
again:;
  {
    int v[n + i], *p = v + n;
    p[i - 1] = i;
    grow (20);
    sum += v[n + i - 1];
    if (++i < 50)
      goto again;
  }
  return sum;
}

static void test (void)
{
  int x = 21;
  CHECK (recurse (20, 1, (int *[]) { &x }) == 210);
  CHECK (two (10) == 120);
  CHECK (jumps (3) == 49 * 25);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
