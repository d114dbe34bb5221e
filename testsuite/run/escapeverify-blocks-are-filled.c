/* SPDX-License-Identifier: MIT */
/* Purpose: Under escapeverify a block from malloc holds nothing that the C library left in it when it was free. */
/* Env: GORODEBUG=stackmove=1,escapeverify=1 */
/* Output: filled */
#include <stdio.h>
#include <stdlib.h>

/* The check of main has moved its stack, and the first search has begun to have blocks filled. */
int main (void)
{
  unsigned char *volatile block = malloc (4000), *volatile wall;
  wall = malloc (40);
  free (block); /* not next to the end: it goes to a list, with links at its beginning */
  block = malloc (2000);
  int same = 0;
  for (int i = 0; i < 2000; i++)
    same += ((volatile unsigned char *) block)[i] == ((volatile unsigned char *) block)[1999];
  puts (same == 2000 ? "filled" : "links");
  free (block);
  free (wall);
}
