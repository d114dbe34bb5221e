/* SPDX-License-Identifier: MIT */
/* Purpose: An instrumented shared library: calls both ways run on the goroutine's stack, which
   moves under frames of both; go and channels work across. */
/* Shared: support/foreign-library.c */
#include "support/check.h"

extern int library_recurse (int n, int *count, int (*fn) (int, int *));
extern void library_tell (goro_chan (int) out, int x);
extern size_t library_stack_size (void);

static int back (int n, int *count)
{
  int mine = n;

  grow (10);
  int r = library_recurse (n - 1, count, back);
  CHECK (mine == n);
  return r;
}

static void test (void)
{
  int count = 0;
  goro_chan (int) out = goro_chan_make (int, 0);

  CHECK (library_recurse (60, &count, back) == 60);
  CHECK (count == 61);
  CHECK (library_stack_size () == goro_stack_size ());
  go library_tell (out, 5);
  CHECK (goro_recv (out) == 6);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
