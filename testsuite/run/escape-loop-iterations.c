/* SPDX-License-Identifier: MIT */
/* Purpose: A variable of a loop's body that moves to the heap is a new one in each round, also when the round begins by goto,
   continue or a case of a switch. */
#include "support/check.h"

static int *kept[40];

static OPAQUE void in_for (void)
{
  for (int i = 0; i < 10; i++) {
    int x = i;
    kept[i] = &x;
    if (i % 3 == 0)
      continue;
    x += 100;
  }
}

static OPAQUE void by_goto (void)
{
  int i = 10;
again:
  {
    int x = i;
    kept[i] = &x;
    if (++i < 20)
      goto again;
  }
}

static OPAQUE void into_scope (int n)
{
  for (int i = 20; i < 30; i++) {
    if (n & 1)
      goto inside;
    {
      int x;
    inside:
      x = i;
      kept[i] = &x;
    }
    n >>= 1;
  }
}

static OPAQUE void by_case (void)
{
  for (int i = 30; i < 40; i++)
    switch (i % 3) {
      int x;
    case 0:
      x = i;
      kept[i] = &x;
      break;
    case 1:
      x = i + 100;
      kept[i] = &x;
      break;
    default:
      x = i + 200;
      kept[i] = &x;
    }
}

static void test (void)
{
  in_for ();
  by_goto ();
  into_scope (0x155);
  by_case ();
  grow (50);
  goro_gc ();
  for (int i = 0; i < 10; i++)
    CHECK (*kept[i] == (i % 3 == 0 ? i : i + 100));
  for (int i = 10; i < 30; i++)
    CHECK (*kept[i] == i);
  for (int i = 30; i < 40; i++)
    CHECK (*kept[i] == i + i % 3 * 100);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
