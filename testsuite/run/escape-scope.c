/* SPDX-License-Identifier: MIT */
/* Purpose: With unknown-calls=scope variables that unseen callees get are where they were while stacks move, each call has its own, and
   what a longjmp leaves goes back. */
/* Options: -fplugin-arg-goro-unknown-calls=scope */
#include "support/check.h"
#include <setjmp.h>
#include <string.h>

static void add (int *p)
{
  *p += 1;
}

static void (*volatile unseen) (int *) = add;

static int recurse (int n, int large)
{
  int x = n, list[40];
  int before[3000];
  memset (list, 0, sizeof list);
  unseen (&x);
  unseen (list);
  if (large)
    unseen (before);
  int below = n > 0 ? recurse (n - 1, large) : 0;
  CHECK (x == n + 1 && list[0] == 1);
  return x + below - n;
}

static jmp_buf env;

static OPAQUE void jump_from (int n)
{
  int y = n;
  unseen (&y);
  if (y == 1)
    longjmp (env, 1);
  jump_from (n - 1);
}

/* What is left behind would be tens of megabytes.  */
static void jump_often (void)
{
  size_t size = 0;
  for (volatile int i = 0; i < 100000; i++) {
    if (setjmp (env) == 0)
      jump_from (5);
    goro_mem_stats s;
    if (i % 10000 == 0) {
      goro_read_mem_stats (&s);
      CHECK (size == 0 || s.stack_inuse <= size + (1 << 20));
      if (size == 0)
        size = s.stack_inuse;
    }
  }
}

static void worker (int i)
{
  for (int k = 0; k < 10; k++)
    CHECK (recurse (30, (i + k) % 2) == 31);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  CHECK (recurse (10, 1) == 11);
  in_goroutine (jump_often);
  goro_wait_group_add (&goroutines_under_test, 20);
  for (int i = 0; i < 20; i++)
    go worker (i);
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
