/* SPDX-License-Identifier: MIT */
/* Purpose: Functions registered with atexit and on_exit from a goroutine are called. */
/* Options: -D_DEFAULT_SOURCE */
/* Output: on_exit 3 argument */
/* Output: atexit */
/* Exit: 3 */
#include "support/check.h"

static void at_end (void) { grow (50); puts ("atexit"); }

static void on_end (int status, void *argument)
{
  grow (50);
  printf ("on_exit %d %s\n", status, (char *) argument);
}

static void test (void)
{
  CHECK (atexit (at_end) == 0);
  CHECK (on_exit (on_end, "argument") == 0);
}

int main (void)
{
  in_goroutine (test);
  return 3;
}
