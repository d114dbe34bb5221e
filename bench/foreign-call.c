/* SPDX-License-Identifier: MIT */
/* A call of a foreign function that does nothing (foreign/empty.c, compiled
   without the plugin), beside a cgo call of the same.
   Foreign: foreign/empty.c
   Procs: 1
   Goal: foreign-call 0.1
   Goal: foreign-call <4  */
#include <goro.h>
#include "bench.h"

enum { WARM = 100000, CALLS = 20000000 };

extern void empty (void);

static void call (int n)
{
  for (int i = 0; i < n; i++)
    empty ();
}

int main (void)
{
  call (WARM);
  int64_t start = now ();
  call (CALLS);
  report ("foreign-call", (double) (now () - start) / CALLS, "ns");
  return 0;
}
