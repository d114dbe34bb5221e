/* SPDX-License-Identifier: MIT */
/* Purpose: the address of an element of a local array in the first frame of a stack is not split into the
   frame's end with the index, which may be above the stack, and the rest. */
/* Levels: -O1 -O2 -O3 -Os */
#include "support/derived.h"

static goro_wait_group done;

static OPAQUE void fill_bytes (volatile signed char *p, int n)
{
  for (int i = 0; i < n; i++)
    p[i] = (signed char) (i * 37);
}

static void first (void)
{
  volatile signed char a[20][7][7];
  char above[16];
  int at = 0;

  fill_bytes (&a[0][0][0], sizeof a);
  fill_bytes ((signed char *) above, sizeof above);
  for (int i = 0; i < 20; i++)
    for (int j = 0; j < 7; j++)
      for (int k = 0; k < 7; k++) {
        CHECK (a[i][j][k] == (signed char) (at * 37));
        at += move (above) - above[0] + 1;
      }
  goro_wait_group_done (&done);
}

int main (void)
{
  goro_wait_group_add (&done, 1);
  go first ();
  goro_wait_group_wait (&done);
  return 0;
}
