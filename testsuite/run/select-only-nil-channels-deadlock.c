/* SPDX-License-Identifier: MIT */
/* Purpose: A select on null channels only waits for ever. */
/* Exit: 2 */
/* Stderr: ^fatal error: all goroutines are asleep - deadlock! */
/* Stderr: goroutine 1 \[select */
#include "support/check.h"

int main (void)
{
  goro_chan (int) nil = NULL;
  int v;
  return goro_select (goro_case_recv (nil, &v), goro_case_send (nil, 1));
}
