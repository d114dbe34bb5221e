/* SPDX-License-Identifier: MIT */
/* Purpose: -fplugin-arg-goro-malloc-address=error makes a warning an error. */
/* Options: -fplugin-arg-goro-malloc-address=error */
#include <goro.h>
#include <stdlib.h>

struct box { int *p; } *kept;

struct box *returned (void)
{
  int x = 1;
  struct box *b = malloc (sizeof *b);
  b->p = &x; /* { dg-error "address of 'x'" } */
  return b;
}

void in_static_memory (void)
{
  struct box *b = malloc (sizeof *b);
  b->p = goro_new (int); /* { dg-error "address of an object" } */
  kept = b;
}
