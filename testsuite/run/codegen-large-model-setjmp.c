/* SPDX-License-Identifier: MIT */
/* Purpose: With -mcmodel=large too, calls of functions that the runtime provides itself reach it: setjmp, longjmp,
   errno, through whatever GCC loads their address with. */
/* Options: -mcmodel=large */
/* Output: 3 17 */
#include <errno.h>
#include <goro.h>
#include <setjmp.h>
#include <stdio.h>

static __attribute__ ((noinline)) void leave (jmp_buf *env, int n)
{
  volatile char room[300];
  room[0] = 1;
  if (n == 0)
    longjmp (*env, 3);
  leave (env, n - 1);
  room[1] = 1;
}

static void other (void)
{
  errno = 5;
}

int main (void)
{
  jmp_buf env;
  errno = 17;
  go other ();
  goro_yield ();
  int value = setjmp (env);
  if (value == 0)
    leave (&env, 50);
  printf ("%d %d\n", value, errno);
  return 0;
}
