/* SPDX-License-Identifier: MIT */
/* Purpose: go with a null function pointer: Go's message about the goroutine that calls it, then death by
   the signal as in plain C. */
/* Exit: 139 */
/* Stderr: ^panic: runtime error: invalid memory address or nil pointer dereference$ */
/* Stderr: ^.signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x0.$ */
/* Stderr: created by main in goroutine 1 */
#include "support/check.h"

static void (*volatile nothing) (int);

int main (void)
{
  go nothing (1);
  goro_sleep (GORO_SECOND);
  return 0;
}
