/* SPDX-License-Identifier: MIT */
/* Purpose: longjmp to a frame of a goroutine that is over is fatal by its number, also where the goroutine that jumps has
   got the other's stack and is deeper in it. */
/* Procs: 1 */
/* Exit: 2 */
/* Stderr: ^fatal error: longjmp by goroutine [0-9]+ to a frame of goroutine [0-9]+$ */
#include <goro.h>
#include <setjmp.h>

static jmp_buf buffer;

static void over (void)
{
  setjmp (buffer);
}

static int deep (int n)
{
  volatile char frame[64];
  frame[0] = 1;
  if (n == 0)
    longjmp (buffer, 1);
  return deep (n - 1) + frame[0];
}

static void other (void)
{
  deep (5);
}

int main (void)
{
  go over ();
  while (goro_count () > 1)
    goro_yield ();
  go other ();
  while (goro_count () > 1)
    goro_yield ();
  return 0;
}
