/* SPDX-License-Identifier: MIT */
/* Purpose: Foreign code starts threads of its own that call instrumented functions, which recurse,
   call back into foreign code and send on channels. */
/* Foreign: support/foreign-threads.c */
/* Options: -pthread */
#include "support/check.h"

extern int foreign_on_thread (int (*fn) (int, void *), int n, void *context);

static goro_chan (int) out;

static OPAQUE int deep (int n, const int *above)
{
  int mine = *above + 1;
  return n == 0 ? mine : deep (n - 1, &mine);
}

static int on_thread (int n, void *context)
{
  int zero = 0;
  int *local = context; /* in the goroutine's stack, which stands still meanwhile */

  CHECK (deep (500, &zero) == 501);
  if (n > 0)
    *local += foreign_on_thread (on_thread, n - 1, context);
  goro_send (out, n);
  return 1;
}

static void test (void)
{
  int local = 0, sum = 0;

  out = goro_chan_make (int, 10);
  CHECK (foreign_on_thread (on_thread, 5, &local) == 1);
  CHECK (local == 5);
  for (int i = 0; i < 6; i++)
    sum += goro_recv (out);
  CHECK (sum == 15);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
