/* SPDX-License-Identifier: MIT */
/* Purpose: go with a null function pointer is fatal when the goroutine would call it, or before. */
/* Exit: 2 */
/* Stderr: (nil|null|SIGSEGV|invalid memory) */
#include "support/check.h"

static void (*volatile nothing) (int);

int main (void)
{
  go nothing (1);
  goro_sleep (GORO_SECOND);
  return 0;
}
