/* SPDX-License-Identifier: MIT */
/* Stands for the heap and the marker until they are here; goes away with the first of them.  */
#include <stdlib.h>

#include "gc/gc.h"

#define WEAK __attribute__ ((weak))

WEAK void goro__gc_shade_range (const void *p, size_t bytes)
{
  (void) p, (void) bytes;
}
WEAK void *goro__heap_alloc_sys (struct goro_p *pp, size_t size, const struct goro_type *type)
{
  (void) pp, (void) type;
  return calloc (1, size);
}
WEAK void *goro__heap_alloc_plain_sys (struct goro_p *pp, size_t size)
{
  (void) pp;
  return calloc (1, size);
}
WEAK void goro__gc_born (struct goro_g *gp)
{
  (void) gp;
}
WEAK uintptr_t goro__heap_start, goro__heap_bytes;
WEAK void goro__gc_shade (uintptr_t word)
{
  (void) word;
}
WEAK _Atomic (struct goro_span *) *goro__heap_pages;
