/* SPDX-License-Identifier: MIT */
/* Purpose: A callee that is otherwise always inlined still runs in a goroutine of its own. */
#include "support/check.h"

static goro_chan (uint64_t) out;

static inline __attribute__ ((always_inline)) void tell (int n)
{
  for (int i = 0; i < n; i++)
    goro_send (out, goro_self ());
}

static void test (void)
{
  out = goro_chan_make (uint64_t, 0);
  go tell (2);
  uint64_t id = goro_recv (out);
  CHECK (id != goro_self ());
  CHECK (goro_recv (out) == id);
  go tell (1);
  CHECK (goro_recv (out) != id);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
