/* SPDX-License-Identifier: MIT */
/* Purpose: goro_exit in goroutine 1 lets the others go on; exit then ends the process as usual. */
/* Output: still here */
/* Exit: 6 */
#include "support/check.h"

static void run (void)
{
  goro_sleep (SOON);
  puts ("still here");
  exit (6);
}

int main (void)
{
  go run ();
  goro_exit ();
}
