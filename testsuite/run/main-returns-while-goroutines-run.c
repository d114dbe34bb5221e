/* SPDX-License-Identifier: MIT */
/* Purpose: Return from main ends the process, whatever other goroutines do: run, yield, sleep,
   wait on channels. */
/* Exit: 5 */
#include "support/check.h"

static goro_chan (int) never;
static _Atomic int started;

static void spin (void) { for (started++;;) grow (1); }
static void yield (void) { for (started++;;) goro_yield (); }
static void nap (void) { for (started++;;) goro_sleep (GORO_MICROSECOND); }
static void wait (void) { started++; goro_recv (never); }

int main (void)
{
  never = goro_chan_make (int, 0);
  go spin ();
  go yield ();
  go nap ();
  go wait ();
  while (started < 4)
    goro_yield ();
  return 5;
}
