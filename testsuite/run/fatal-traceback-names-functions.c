/* SPDX-License-Identifier: MIT */
/* Purpose: A fatal error names the functions of the goroutine that caused it, the innermost first, and
   where the goroutine was created. */
/* Exit: 2 */
/* Stderr: panic: close of nil channel */
/* Stderr: ^goroutine [0-9]+ \[running\]:$ */
/* Stderr: innermost(.|\n)*middle(.|\n)*outermost */
/* Stderr: created by .* in goroutine 1 */
#include "support/check.h"

static goro_chan (int) nil;

static OPAQUE void innermost (void) { goro_close (nil); __asm__ volatile (""); }
static OPAQUE void middle (void) { innermost (); __asm__ volatile (""); }
static OPAQUE void outermost (void) { middle (); __asm__ volatile (""); }

int main (void)
{
  go outermost ();
  goro_sleep (3600 * GORO_SECOND);
  return 0;
}
