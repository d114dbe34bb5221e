/* SPDX-License-Identifier: MIT */
/* The prime sieve: a chain of goroutines, one for each prime found so far,
   each letting through only what its prime does not divide.

   Usage: sieve [HOW MANY PRIMES]  */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

/* Sends 2, 3, 4, ... for ever.  */
static void generate (goro_chan (int) out)
{
  for (int i = 2;; i++)
    goro_send (out, i);
}

/* Copies from in to out what prime does not divide.  */
static void filter (goro_chan (int) in, goro_chan (int) out, int prime)
{
  for (;;) {
    int i = goro_recv (in);
    if (i % prime != 0)
      goro_send (out, i);
  }
}

int main (int argc, char **argv)
{
  int wanted = argc > 1 ? atoi (argv[1]) : 50;

  goro_chan (int) numbers = goro_chan_make (int, 0);
  go generate (numbers);

  for (int n = 1; n <= wanted; n++) {
    /* What comes out of the chain first is divided by no smaller prime.  */
    int prime = goro_recv (numbers);
    printf ("%d%c", prime, n % 10 == 0 || n == wanted ? '\n' : ' ');

    goro_chan (int) rest = goro_chan_make (int, 0);
    go filter (numbers, rest, prime);
    numbers = rest;
  }

  /* All filters still wait for numbers.  Returning from main ends them,
     as it ends the process.  */
  return 0;
}
