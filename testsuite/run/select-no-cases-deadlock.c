/* SPDX-License-Identifier: MIT */
/* Purpose: A select without cases waits for ever. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[select \(no cases\)\]: */
#include "support/check.h"

int main (void)
{
  goro_select ();
  return 0;
}
