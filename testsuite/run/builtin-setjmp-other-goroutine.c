/* SPDX-License-Identifier: MIT */
/* Purpose: __builtin_longjmp to a frame of another goroutine is fatal, and the message names both. */
/* Exit: 2 */
/* Stderr: ^fatal error: longjmp by goroutine [0-9]+ to a frame of goroutine 1$ */
#include <goro.h>

static void *buffer[5];

static void other (void)
{
  __builtin_longjmp (buffer, 1);
}

int main (void)
{
  goro_chan (int) never = goro_chan_make (int, 0);
  if (__builtin_setjmp (buffer) == 0) {
    go other ();
    goro_recv (never);
  }
  return 0;
}
