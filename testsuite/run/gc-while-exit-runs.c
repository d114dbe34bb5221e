/* SPDX-License-Identifier: MIT */
/* Purpose: Collections go on while exit () runs handlers after main has returned, also if main never called foreign code. */
#include <goro.h>
#include <stdlib.h>

static _Atomic int collections;

static __attribute__ ((noipa)) void collect (void)
{
  for (;;) {
    goro_gc ();
    collections++;
  }
}

/* On the thread's stack, where it does not give up the P: others collect meanwhile.  */
static __attribute__ ((destructor)) void last (void)
{
  int from = collections;
  while (collections < from + 3)
    goro_sleep (GORO_MILLISECOND);
}

int main (void)
{
  go collect ();
  goro_yield ();
  return 0;
}
