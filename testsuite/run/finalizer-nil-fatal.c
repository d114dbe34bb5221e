/* SPDX-License-Identifier: MIT */
/* Purpose: NULL has no finalizer. */
/* Exit: 2 */
/* Stderr: fatal error: goro_set_finalizer: first argument is nil */
/* Stderr: goroutine 1 \[running\] */
#include "support/dead.h"

static void finalize (struct dead *p)
{
  (void) p;
}

int main (void)
{
  struct dead *p = NULL;
  goro_set_finalizer (p, finalize);
  return 0;
}
