/* SPDX-License-Identifier: MIT */
/* Purpose: Return from main does not wait for goroutines that have not begun. */
/* Procs: 1 */
#include "support/check.h"

static void never (int i)
{
  (void) i;
  goro_sleep (3600 * GORO_SECOND);
  abort ();
}

int main (void)
{
  for (int i = 0; i < 1000; i++)
    go never (i);
  return 0;
}
