/* SPDX-License-Identifier: MIT */
/* Purpose: An unknown GORODEBUG key is a warning that names it; the program runs. */
/* Env: GORODEBUG=nonsense=1 */
/* Stderr: GORODEBUG.*nonsense */
#include "support/check.h"

static void take_turns (void) { goro_yield (); }

int main (void)
{
  in_goroutine (take_turns);
  return 0;
}
