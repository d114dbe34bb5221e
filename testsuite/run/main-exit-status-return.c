/* SPDX-License-Identifier: MIT */
/* Purpose: What main returns is the exit status. */
/* Exit: 7 */
#include "support/check.h"

static void take_turns (void) { goro_yield (); }

int main (void)
{
  in_goroutine (take_turns);
  return 7;
}
