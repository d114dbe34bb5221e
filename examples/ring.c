/* SPDX-License-Identifier: MIT */
/* A ring of 100,000 goroutines.  A token goes round once; each goroutine adds
   one to it on its way.

   Usage: ring [GOROUTINES [ROUNDS]]  */
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>

typedef goro_chan (long) link; /* a pointer, as every channel is */

static void node (link left, link right, int rounds)
{
  for (int i = 0; i < rounds; i++)
    goro_send (right, goro_recv (left) + 1);
}

int main (int argc, char **argv)
{
  int size = argc > 1 ? atoi (argv[1]) : 100000;
  int rounds = argc > 2 ? atoi (argv[2]) : 1;

  /* main closes the ring: it sends to `first' and receives from `last'.  */
  link first = goro_chan_make (long, 0);
  link last = first;
  for (int i = 0; i < size; i++) {
    link next = goro_chan_make (long, 0);
    go node (last, next, rounds);
    last = next;
  }

  long token = 0;
  for (int i = 0; i < rounds; i++) {
    goro_send (first, token);
    token = goro_recv (last);
  }

  printf ("%d goroutines, %d round%s: the token came back as %ld\n",
          size, rounds, rounds == 1 ? "" : "s", token);
  return 0;
}
