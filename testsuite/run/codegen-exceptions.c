/* SPDX-License-Identifier: MIT */
/* Purpose: Cleanup functions in code compiled with -fexceptions and -fnon-call-exceptions. */
/* Options: -fexceptions -fnon-call-exceptions */
#include "support/check.h"

struct held { int *count; int step; };

static void release (struct held *h)
{
  grow (7);
  *h->count = *h->count * 10 + h->step;
  grow (3);
}

static void take (int **p)
{
  grow (5);
  **p += 1000000;
}

#define HELD(n) __attribute__ ((cleanup (release))) struct held n

static OPAQUE int leave (int how, int *count)
{
  HELD (a) = { count, 1 };
  for (int i = 0; i < 2; i++) {
    HELD (b) = { count, 2 };
    grow (9);
    if (how == 0)
      goto out;
    if (how == 1)
      break;
    if (how == 2)
      return *count;
    if (how == 3)
      continue;
    HELD (c) = { count, 3 };
    grow (9);
  }
  grow (2);
out:
  grow (4);
  return *count;
}

static OPAQUE int expression (int x)
{
  int count = 0;
  int y = ({ HELD (a) = { &count, 4 }; int *p = &x; grow (10); *p + a.step; });
  int n = 5;
  {
    int v[n + x], *q __attribute__ ((cleanup (take))) = &count;
    v[n] = x;
    grow (20);
    y += v[n];
  }
  return y * 10000000 + count;
}

static void test (void)
{
  static const int expected[5] = { 21, 21, 21, 221, 32321 };

  for (int how = 0; how < 5; how++) {
    int count = 0;
    CHECK (leave (how, &count) == (how == 0 ? 2 : how == 1 ? 2 : how == 2 ? 0 : how == 3 ? 22 : 3232));
    CHECK (count == expected[how]);
  }
  CHECK (expression (6) == (6 + 4 + 6) * 10000000 + 1000004);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
