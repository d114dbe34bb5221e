/* SPDX-License-Identifier: MIT */
/* Purpose: A cleanup whose argument points into its object is fatal: it would never be called. */
/* Exit: 2 */
/* Stderr: fatal error: goro_add_cleanup: ptr is within arg, cleanup will never run */
#include "support/dead.h"

static void clean (char *arg)
{
  (void) arg;
}

int main (void)
{
  struct dead *p = new_dead (1, NULL);
  goro_add_cleanup (p, clean, &p->rest[3]);
  return 0;
}
