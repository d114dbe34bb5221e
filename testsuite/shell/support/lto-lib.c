/* SPDX-License-Identifier: MIT */
/* A part of the programs of the lto-* tests: a go statement, static functions whose names other parts use too, a
   constructor, errno across a change of threads.  */
#include <errno.h>
#include <goro.h>
#include <stdlib.h>
#include <unistd.h>

static int ready;

__attribute__ ((constructor)) static void start (void)
{
  ready = 1;
}

static __attribute__ ((noinline)) void helper (int n, goro_chan (int) c)
{
  volatile char frame[300] = { 0 };
  volatile char *middle = frame + 150;
  *middle = n;
  if (n > 0)
    helper (n - 1, c);
  else
    goro_send (c, ready);
  if (middle != frame + 150 || frame[150] != (char) n)
    abort ();
}

void lib_start (goro_chan (int) c, int n)
{
  go helper (n, c);
}

int lib_errno (void)
{
  errno = 0;
  goro_yield ();
  read (-1, NULL, 0);
  goro_yield ();
  return errno;
}

__attribute__ ((noinline)) int lib_fault (int n)
{
  volatile char frame[100] = { 0 };
  frame[n] = 1;
  return n > 0 ? lib_fault (n - 1) + frame[n] : *(volatile int *) 0;
}
