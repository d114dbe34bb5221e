/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines started by one that then computes without a pause are run by other Ps. */
/* Procs: 2 8 */
#include "support/check.h"

static _Atomic int ran;

static void run (void) { ran++; }

int main (void)
{
  for (int i = 0; i < 200; i++)
    go run ();
  while (ran < 200)
    ; /* no call, no yield: somebody else has to do it */
  return 0;
}
