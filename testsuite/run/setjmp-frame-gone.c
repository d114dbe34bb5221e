/* SPDX-License-Identifier: MIT */
/* Purpose: longjmp to a frame that has returned is fatal, and the message names the goroutine. */
/* Exit: 2 */
/* Stderr: ^fatal error: longjmp to a frame that is gone$ */
/* Stderr: ^goroutine 1 \[running\]:$ */
#include <setjmp.h>

static jmp_buf buffer;

static __attribute__ ((noinline)) int set (int depth)
{
  volatile int room[50];
  room[0] = depth;
  if (depth > 0)
    return set (depth - 1) + room[0];
  return setjmp (buffer);
}

int main (void)
{
  set (3);
  longjmp (buffer, 1);
}
