/* SPDX-License-Identifier: MIT */
/* Purpose: A second finalizer is fatal. */
/* Exit: 2 */
/* Stderr: fatal error: goro_set_finalizer: finalizer already set */
/* Stderr: goroutine 1 \[running\] */
#include "support/dead.h"

static void finalize (struct dead *p)
{
  (void) p;
}

int main (void)
{
  struct dead *p = new_dead (1, NULL); goro_set_finalizer (p, finalize);
  goro_set_finalizer (p, finalize);
  return 0;
}
