/* SPDX-License-Identifier: MIT */
/* Purpose: GORODEBUG=schedtrace prints a line in Go's format each time its period has passed. */
/* Env: GORODEBUG=schedtrace=50 */
/* Stderr: ^SCHED [0-9]+ms: gomaxprocs=[0-9]+ idleprocs=[0-9]+ threads=[0-9]+ spinningthreads=[0-9]+ */
/* Stderr: needspinning=[0-9]+ idlethreads=[0-9]+ runqueue=[0-9]+ \[ [0-9 ]*\] schedticks=\[ [0-9 ]*\]$ */
#include "support/check.h"

int main (void)
{
  goro_sleep (300 * GORO_MILLISECOND);
  return 0;
}
