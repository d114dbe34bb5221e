/* SPDX-License-Identifier: MIT */
/* Purpose: The callee of go is evaluated by the caller before it goes on: a pointer changed
   afterwards has no effect. */
#include "support/check.h"

static goro_chan (int) out;

static void right (void) { goro_send (out, 1); }
static void wrong (void) { goro_send (out, 2); }

static void (*callee) (void);

static void test (void)
{
  goro_set_procs (1);
  out = goro_chan_make (int, 0);
  callee = right;
  go callee ();
  callee = wrong;
  CHECK (goro_recv (out) == 1);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
