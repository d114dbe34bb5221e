/* SPDX-License-Identifier: MIT */
/* Purpose: longjmp with a buffer that no setjmp filled is fatal. */
/* Exit: 2 */
/* Stderr: ^fatal error: longjmp with a buffer that setjmp did not fill */
#include <setjmp.h>

static jmp_buf buffer;

int main (void)
{
  longjmp (buffer, 1);
}
