/* SPDX-License-Identifier: MIT */
/* Purpose: A finalizer for a static variable is fatal. */
/* Exit: 2 */
/* Stderr: fatal error: goro_set_finalizer: pointer not in heap */
/* Stderr: goroutine 1 \[running\] */
#include "support/dead.h"

static void finalize (struct dead *p)
{
  (void) p;
}

int main (void)
{
  static struct dead global; struct dead *p = &global;
  goro_set_finalizer (p, finalize);
  return 0;
}
