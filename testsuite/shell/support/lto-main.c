/* SPDX-License-Identifier: MIT */
/* The main part of the programs of the lto-* tests.  With an argument it faults in lib_fault.  */
#include <errno.h>
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

void lib_start (goro_chan (int) c, int n);
int lib_errno (void);
int lib_fault (int n);

static __attribute__ ((noinline)) int helper (int n)
{
  volatile char frame[100] = { 0 };
  frame[n % 100] = 1;
  return n > 0 ? helper (n - 1) + frame[n % 100] : 0;
}

int main (int argc, char **argv)
{
  goro_chan (int) c = goro_chan_make (int, 0);
  int sum = 0;
  (void) argv;
  for (int i = 0; i < 20; i++)
    lib_start (c, 10 * i);
  for (int i = 0; i < 20; i++)
    sum += goro_recv (c);
  if (sum != 20 || lib_errno () != EBADF || helper (500) != 500)
    abort ();
  if (argc > 1)
    return lib_fault (2);
  puts ("right");
  return 0;
}
