/* SPDX-License-Identifier: MIT */
/* Purpose: exit in any goroutine ends the process with that status. */
/* Exit: 3 */
/* Output: from atexit */
#include "support/check.h"

static void at_end (void) { puts ("from atexit"); }

static void leave (void)
{
  exit (3);
}

int main (void)
{
  atexit (at_end);
  in_goroutine (leave);
  return 0;
}
