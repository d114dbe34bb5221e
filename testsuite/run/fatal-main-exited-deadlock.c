/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutine 1 has ended by goro_exit and nobody is left: fatal, with Go's text. */
/* Exit: 2 */
/* Stderr: ^fatal error: no goroutines \(main called .*\) - deadlock!$ */
#include "support/check.h"

static void run (void)
{
  goro_yield ();
}

int main (void)
{
  go run ();
  goro_exit ();
}
