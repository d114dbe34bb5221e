/* SPDX-License-Identifier: MIT */
/* Sizes, and the allocation classes that are there from the start: each size without pointers and with nothing else.

   The sizes: multiples of 8 up to 64, of 16 up to 256, then eight to a doubling.  So at most an eighth of an object
   is lost, and the class is computed, not looked up.  8, 24, 40 and 56 serve types aligned to 8 bytes or less.

   The pages of a span: as few as hold 32 objects (8, from 64 KB on) and lose at most a sixteenth of the span at its end.  */
#define _GNU_SOURCE
#include "heap/span.h"

struct goro_class goro__classes[GORO_CLASSES];
_Atomic uint32_t goro__class_count;

uint32_t goro__size_index_aligned (size_t size, size_t align)
{
  if (align > 8)
    size = (size + align - 1) & ~(align - 1);
  if (size > GORO_SMALL_MAX || align > GORO_PAGE)
    return GORO_SIZES;
  uint32_t index = goro__size_index (size);
  if (align > 8)
    while ((goro__size_of_index (index) & (align - 1)) != 0)
      index++;
  return index;
}

/* Fills in everything but the shape.  */
static void set_size (struct goro_class *c, uint32_t index)
{
  uint32_t size = goro__size_of_index (index), best = 0;
  uint32_t best_waste = UINT32_MAX;
  for (uint32_t pages = 1; pages <= GORO_SPAN_PAGES; pages++) {
    uint32_t bytes = pages * GORO_PAGE;
    if (bytes < size)
      continue;
    uint32_t waste = (uint32_t) ((uint64_t) (bytes % size) * 65536 / bytes);
    if (waste < best_waste) {
      best = pages;
      best_waste = waste;
    }
    if (waste <= 65536 / 16 && (bytes / size >= 32 || pages >= 8)) {
      best = pages;
      break;
    }
  }
  c->size = size;
  c->pages = best;
  c->count = best * GORO_PAGE / size;
  if (c->count > GORO_SPAN_OBJECTS)
    c->count = GORO_SPAN_OBJECTS;
  /* Exact for all offsets below 128 KB: their product with the error, less than size, stays below 2^32.  */
  c->reciprocal = (uint32_t) ((((uint64_t) 1 << 32) + size - 1) / size);
}

static void add (uint32_t number, uint32_t index, struct goro_shape_entry *shape)
{
  struct goro_class *c = &goro__classes[number];
  set_size (c, index);
  c->shape = &shape->shape;
  /* Release: see goro__class_known.  */
  atomic_store_explicit (&shape->classes[index], (uint16_t) number, memory_order_release);
}

void goro__class_init (void)
{
  for (uint32_t i = 0; i < GORO_SIZES; i++) {
    add (GORO_CLASS_PLAIN + i, i, &goro__shape_plain);
    add (GORO_CLASS_DENSE + i, i, &goro__shape_dense);
  }
  atomic_store_explicit (&goro__class_count, GORO_CLASS_DENSE + GORO_SIZES, memory_order_release);
}

uint32_t goro__class_add (struct goro_shape_entry *shape, uint32_t index)
{
  uint32_t number = atomic_load_explicit (&goro__class_count, memory_order_relaxed); /* under the lock */
  if (number == GORO_CLASSES) {
    /* Dense is right for every shape.  */
    number = GORO_CLASS_DENSE + index;
    atomic_store_explicit (&shape->classes[index], (uint16_t) number, memory_order_release);
    return number;
  }
  add (number, index, shape);
  /* Release: whoever counts sees the classes.  */
  atomic_store_explicit (&goro__class_count, number + 1, memory_order_release);
  return number;
}
