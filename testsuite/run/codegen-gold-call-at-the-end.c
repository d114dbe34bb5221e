/* SPDX-License-Identifier: MIT */
/* Purpose: gold links a file with a section of code that ends in a call. */
/* Options: -fuse-ld=gold */
/* Needs: ld.gold */
/* Output: not taken */
#include <stdio.h>
#include <stdlib.h>

volatile int never;

static void __attribute__ ((cold, noinline, noreturn, section (".text.end"))) give_up (void)
{
  abort ();
}

int main (void)
{
  if (never)
    give_up ();
  puts ("not taken");
  return 0;
}
