/* SPDX-License-Identifier: MIT */
/* Stands for the heap and the marker until they are here; goes away with the first of them.  */
#include "gc/gc.h"

#define WEAK __attribute__ ((weak))

WEAK _Atomic uint32_t __goro_marking;
WEAK void goro__gc_shade_range (const void *p, size_t bytes)
{
  (void) p, (void) bytes;
}
WEAK uintptr_t goro__heap_start, goro__heap_bytes;
WEAK void goro__gc_shade (uintptr_t word)
{
  (void) word;
}
