/* SPDX-License-Identifier: MIT */
/* Purpose: A finalizer for a pointer into an object is fatal. */
/* Exit: 2 */
/* Stderr: fatal error: goro_set_finalizer: pointer not at beginning of allocated block */
/* Stderr: goroutine 1 \[running\] */
#include "support/dead.h"

static void finalize (struct dead *p)
{
  (void) p;
}

int main (void)
{
  struct dead *p = new_dead (1, NULL); p = (struct dead *) ((char *) p + 8);
  goro_set_finalizer (p, finalize);
  return 0;
}
