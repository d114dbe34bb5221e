/* SPDX-License-Identifier: MIT */
/* Purpose: A select whose only partner would be itself waits for ever. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[select\]: */
#include "support/check.h"

int main (void)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  int v;
  return goro_select (goro_case_send (c, 1), goro_case_recv (c, &v));
}
