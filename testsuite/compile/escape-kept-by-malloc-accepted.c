/* SPDX-License-Identifier: MIT */
/* Purpose: no warning where malloc's memory is all that keeps an object, if -fplugin-arg-goro-malloc=gc has it scanned or
   -fplugin-arg-goro-malloc-address=ignore says so.  */
/* Options: -fplugin-arg-goro-malloc=gc */
/* Options: -fplugin-arg-goro-malloc-address=ignore */
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
