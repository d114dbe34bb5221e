/* SPDX-License-Identifier: MIT */
/* Purpose: Pointers one past the end of what lies at the very top of a goroutine's stack: the last local of its first
   function, its arguments, and the last local where there are none. */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/check.h"

struct block { long v[12]; };
static goro_wait_group done;

static OPAQUE long down (long *p, long *end)
{
  long sum = 0;
  grow (2);
  while (end != p) {
    grow (2);
    sum = sum * 3 + *--end;
  }
  return sum;
}

static OPAQUE long *end_of (long *p, int n)
{
  long *end = p + n;
  grow (2);
  return end;
}

/* On the stack as a whole, since it is large: above the function's frame.  */
static void first (struct block b, int n)
{
  long last[4] = { 1, 2, 3, 4 };

  CHECK (down (b.v, end_of (b.v, n)) == 12 * 177147 + 11 * 59049 + 10 * 19683 + 9 * 6561 + 8 * 2187 + 7 * 729 + 6 * 243
                                        + 5 * 81 + 4 * 27 + 3 * 9 + 2 * 3 + 1);
  CHECK (down (last, end_of (last, 4)) == 4 * 27 + 3 * 9 + 2 * 3 + 1);
  CHECK (end_of (b.v, n) == b.v + 12);
  goro_wait_group_done (&done);
}

/* Without arguments: nothing is above the function's frame but where it returns to.  */
static void nothing_above (void)
{
  long last[4] = { 1, 2, 3, 4 };

  CHECK (down (last, end_of (last, 4)) == 4 * 27 + 3 * 9 + 2 * 3 + 1);
  goro_wait_group_done (&done);
}

int main (void)
{
  struct block b;
  for (int i = 0; i < 12; i++)
    b.v[i] = i + 1;
  for (int i = 0; i < 10; i++) {
    goro_wait_group_add (&done, 2);
    go first (b, 12);
    go nothing_above ();
  }
  goro_wait_group_wait (&done);
  return 0;
}
