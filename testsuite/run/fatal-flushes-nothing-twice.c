/* SPDX-License-Identifier: MIT */
/* Purpose: What was printed before a fatal error appears once, and the process does not run atexit
   functions. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock!$ */
/* Output: before */
#include "support/check.h"

static void at_end (void)
{
  puts ("atexit");
  fflush (stdout);
}

int main (void)
{
  atexit (at_end);
  puts ("before");
  fflush (stdout);
  goro_recv (goro_chan_make (int, 0));
  return 0;
}
