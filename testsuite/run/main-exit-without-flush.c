/* SPDX-License-Identifier: MIT */
/* Purpose: _exit ends the process at once: no atexit functions, no stdio. */
/* Exit: 4 */
#include "support/check.h"
#include <unistd.h>

static void at_end (void) { write (STDERR_FILENO, "no\n", 3); abort (); }

static void leave (void)
{
  _exit (4);
}

int main (void)
{
  atexit (at_end);
  printf ("never seen");
  in_goroutine (leave);
  return 0;
}
