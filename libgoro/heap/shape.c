/* SPDX-License-Identifier: MIT */
/* Shapes: which words may hold pointers, each pattern once.  They are never dropped, so a pattern is copied: what a
   type's descriptor says may go with its shared library.

   An array's elements follow each other without gaps, so the pattern of T with the period of T is the shape of a T and of every array
   of them.  A size that is no multiple of 8, or a pattern that says `everywhere', gives the dense shape.

   types_lock guards the table and the making of classes.  */
#define _GNU_SOURCE
#include "heap/span.h"

enum { BUCKETS = 256 };

static const uint64_t one = 1;
struct goro_shape_entry goro__shape_plain = { .shape = { .period = 1 } };
struct goro_shape_entry goro__shape_dense = { .shape = { .period = 1, .words = 1, .dense = true, .bits = &one } };

static struct goro_lock types_lock;
static struct goro_shape_entry *buckets[BUCKETS];

static inline bool bit (const uint64_t *bits, uint64_t i)
{
  return (bits[i / 64] >> (i % 64) & 1) != 0;
}

static bool same (const uint64_t *a, const uint64_t *b, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (a[i] != b[i])
      return false;
  return true;
}

/* The shape of words words, the last of them set, of each period; 0 < words <= period.  No bit from words on is set.  */
static const struct goro_shape *intern (uint32_t period, uint32_t words, const uint64_t *bits)
{
  uint32_t set = 0;
  size_t count = (words + 63) / 64;
  uint32_t hash = period * 31 + words;
  for (size_t i = 0; i < count; i++) {
    set += goro__bit_count (bits[i]);
    hash = (hash ^ (uint32_t) bits[i] ^ (uint32_t) (bits[i] >> 32)) * 0x9e3779b1u;
  }
  if (set == period)
    return &goro__shape_dense.shape;
  if (set == 0)
    return &goro__shape_plain.shape;
  struct goro_shape_entry **bucket = &buckets[(hash >> 8) % BUCKETS], *e;
  goro__lock (&types_lock, GORO_RANK_HEAP_TYPES);
  for (e = *bucket; e != NULL; e = e->link)
    if (e->hash == hash && e->shape.period == period && e->shape.words == words && same (e->shape.bits, bits, count))
      break;
  if (e == NULL) {
    e = goro__heap_meta (sizeof *e);
    uint64_t *copy = goro__heap_meta (count * 8);
    for (size_t i = 0; i < count; i++)
      copy[i] = bits[i];
    e->shape = (struct goro_shape) { .period = period, .words = words, .bits = copy };
    e->hash = hash;
    e->link = *bucket;
    *bucket = e;
  }
  goro__unlock (&types_lock);
  return &e->shape;
}

/* The same of the first words words of bits, which may have more or end with zeros.  */
static const struct goro_shape *intern_type (uint32_t period, uint64_t words, const uint64_t *bits)
{
  while (words > 0 && !bit (bits, words - 1))
    words--;
  if (words == 0)
    return &goro__shape_plain.shape;
  if (words % 64 == 0 || bits[words / 64] >> (words % 64) == 0)
    return intern (period, (uint32_t) words, bits);
  /* A bit beyond: in a copy.  */
  size_t count = (words + 63) / 64;
  uint64_t some[16];
  if (count > 16)
    return &goro__shape_dense.shape;
  for (size_t i = 0; i < count; i++)
    some[i] = bits[i];
  some[count - 1] &= ((uint64_t) 1 << (words % 64)) - 1;
  return intern (period, (uint32_t) words, some);
}

const struct goro_shape *goro__shape_of (const struct goro_type *type)
{
  if (type == NULL)
    return &goro__shape_dense.shape;
  /* Relaxed: the class was filled in before its number came here, and the number itself is the address of what is read.  */
  uint32_t class = __atomic_load_n (&type->class, __ATOMIC_RELAXED);
  if (class != 0)
    return goro__classes[class].shape;
  if (type->words == 0)
    return &goro__shape_plain.shape;
  uint64_t period = type->size / 8;
  if (type->size % 8 != 0 || period >= UINT32_MAX || type->words > period)
    return &goro__shape_dense.shape;
  return intern_type ((uint32_t) period, type->words, type->bits);
}

const struct goro_shape *goro__shape_flexible (const struct goro_type *type, size_t offset,
                                               const struct goro_type *element)
{
  const struct goro_shape *head = goro__shape_of (type), *tail = goro__shape_of (element);
  if (head->dense && tail->dense)
    return head;
  if (tail->words == 0) {
    if (head->words == 0)
      return tail;
    /* The header's pattern, and then nothing.  */
    return head->dense ? head : intern (UINT32_MAX, head->words, head->bits);
  }
  /* The elements' pattern; the header's words lie over it.  More words than there are, at worst.  */
  enum { MOST = 16 };
  uint32_t period = tail->period;
  if (tail->dense || offset % 8 != 0 || period > 64 * MOST || head->dense)
    return &goro__shape_dense.shape;
  uint64_t bits[MOST] = { 0 };
  for (uint32_t i = 0; i < tail->words; i++)
    if (bit (tail->bits, i)) {
      uint32_t at = (uint32_t) ((i + offset / 8) % period);
      bits[at / 64] |= (uint64_t) 1 << (at % 64);
    }
  for (uint32_t i = 0; i < head->words; i++)
    if (bit (head->bits, i)) {
      uint32_t at = i % period;
      bits[at / 64] |= (uint64_t) 1 << (at % 64);
    }
  return intern_type (period, period, bits);
}

uint32_t goro__class_of (const struct goro_shape *shape, uint32_t index)
{
  uint32_t class = goro__class_known (shape, index);
  if (class != 0)
    return class;
  struct goro_shape_entry *e = (struct goro_shape_entry *) shape;
  goro__lock (&types_lock, GORO_RANK_HEAP_TYPES);
  class = atomic_load_explicit (&e->classes[index], memory_order_relaxed); /* under the lock */
  if (class == 0)
    class = goro__class_add (e, index);
  goro__unlock (&types_lock);
  return class;
}

void goro__shape_fork (bool lock)
{
  if (lock)
    goro__lock (&types_lock, GORO_RANK_HEAP_TYPES);
  else
    goro__unlock (&types_lock);
}
