/* SPDX-License-Identifier: MIT */
/* Purpose: a structure passed on the stack ends in a byte beside what is left there of an address of this stack: the maps
   do not call that word wrong, and the byte stays what it is.  */
#include <stdio.h>

struct __attribute__ ((packed)) odd {
  long a, b;
  char last;
};

static struct odd given = { 1, 2, 3 };

/* Leaves addresses of this stack under the caller's frame; no check, so nothing moves here.  */
static void __attribute__ ((noinline)) leave_addresses (void)
{
  void *volatile left[40];
  for (int i = 0; i < 40; i++)
    left[i] = (void *) &left[i];
}

static void __attribute__ ((noinline)) move (int depth)
{
  volatile char room[600];
  room[0] = (char) depth;
  if (depth > 0)
    move (depth - 1);
  room[1] = 0;
}

static int __attribute__ ((noinline)) take (struct odd x)
{
  move (3);
  return x.last;
}

int main (void)
{
  for (int i = 0; i < 3; i++) {
    leave_addresses ();
    int n = take (given);
    if (n != 3) {
      printf ("the byte is %d\n", n);
      return 1;
    }
  }
  return 0;
}
