/* SPDX-License-Identifier: MIT */
/* Purpose: A new goroutine's errno is zero, also where the stack and block of another are used again. */
#include "support/check.h"
#include <errno.h>

static goro_chan (int) out;

static void run (int leave)
{
  int at_start = errno;
  errno = leave;
  goro_send (out, at_start);
}

static void test (void)
{
  out = goro_chan_make (int, 0);
  for (int i = 1; i < 100; i++) {
    go run (i);
    CHECK (goro_recv (out) == 0);
  }
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
