/* SPDX-License-Identifier: MIT */
/* Purpose: With -fplugin-arg-goro-malloc=gc memory from malloc is scanned, so it may be all that keeps an object. */
/* Options: -fplugin-arg-goro-malloc=gc */
#include <goro.h>
#include <stdlib.h>

struct box { int *p; } *kept;

struct box *returned (void)
{
  int x = 1;
  struct box *b = malloc (sizeof *b);
  b->p = &x;
  return b;
}

void in_static_memory (void)
{
  struct box *b = malloc (sizeof *b);
  b->p = goro_new (int);
  kept = b;
}
