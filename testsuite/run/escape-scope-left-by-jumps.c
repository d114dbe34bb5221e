/* SPDX-License-Identifier: MIT */
/* Purpose: With unknown-calls=scope, what functions had taken that a goto out of a nested function or __builtin_longjmp leaves goes back. */
/* Options: -fplugin-arg-goro-unknown-calls=scope */
#include "support/check.h"

static void add (int *p)
{
  *p += 1;
}

static void (*volatile unseen) (int *) = add;

static OPAQUE int by_goto (int n)
{
  __label__ out;
  int mine = n;
  void inner (int depth)
  {
    int x = depth, space[30];
    unseen (&x);
    unseen (space);
    if (depth == 0)
      goto out;
    inner (depth - 1);
  }
  unseen (&mine);
  inner (5);
out:
  return mine;
}

/* Nothing of its own is taken: the frames that are left would be all there is.  */
static OPAQUE void only_inner (int times)
{
  __label__ out;
  volatile int i = 0;
  void inner (void)
  {
    int x = 1, space[30];
    unseen (&x);
    unseen (space);
    goto out;
  }
out:
  if (i++ < times)
    inner ();
}

static void *buffer[5];

static OPAQUE void jump (int n)
{
  int x = n, space[30];
  unseen (&x);
  unseen (space);
  if (n == 0)
    __builtin_longjmp (buffer, 1);
  jump (n - 1);
}

static OPAQUE void by_longjmp (int times)
{
  volatile int i = 0;
  __builtin_setjmp (buffer);
  if (i++ < times)
    jump (3);
}

static void all (void)
{
  goro_mem_stats before, after;
  CHECK (by_goto (1) == 2);
  goro_read_mem_stats (&before);
  for (int i = 0; i < 100; i++)
    CHECK (by_goto (i) == i + 1);
  only_inner (30000);
  by_longjmp (10000);
  goro_read_mem_stats (&after);
  CHECK (after.stack_inuse <= before.stack_inuse + (1 << 20));
}

int main (void)
{
  in_goroutine (all);
  return 0;
}
