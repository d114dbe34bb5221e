/* SPDX-License-Identifier: MIT */
/* Stands for the marker until it is here.  */
#include "gc/gc.h"

#define WEAK __attribute__ ((weak))

WEAK void goro__gc_shade_range (const void *p, size_t bytes)
{
  (void) p, (void) bytes;
}
WEAK void goro__gc_born (struct goro_g *gp)
{
  (void) gp;
}
WEAK void goro__gc_shade (uintptr_t word)
{
  (void) word;
}
