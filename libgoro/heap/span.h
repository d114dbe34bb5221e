/* SPDX-License-Identifier: MIT */
/* What the files of the allocator share and nobody else needs.

       limit.c    how much there is, and what the memory limit asks for
       range.c    addresses reserved and made usable, the heap's own memory
       pages.c    free pages: runs of them, given out and joined again, given back to the system
       class.c    sizes, allocation classes
       shape.c    patterns of pointers, interned; what a type says
       span.c     spans made, put on the lists of their class, given back
       cache.c    the runs of Ps, and of threads that have none
       sweep.c    mark bits become allocated bits
       large.c    objects with a span of their own
       alloc.c    entry points
       stats.c    what has happened

   Locks nest in the order of enum goro_lock_rank: shared runs, types, a class's lists, pages, meta.  */
#ifndef GORO_HEAP_SPAN_H
#define GORO_HEAP_SPAN_H

#include "heap/heap.h"
#include "os/lock.h"

enum {
  GORO_SIZES = 76,       /* 8, 16 ... 64, 80 ... 256, then eight to a doubling, up to GORO_SMALL_MAX */
  GORO_SPAN_PAGES = 16,  /* at most, in a span of small objects */
};

/* --- range.c ---------------------------------------------------------------------------- */

/* Makes pages [first, first + count) usable, with their entries in the tables below; false: no memory.  */
bool goro__range_commit (uint32_t first, uint32_t count);
/* Pages the range has.  */
extern uint32_t goro__range_pages;
/* The tables, an entry for each page, usable as far as the pages are.  Lock of pages.c.  */
extern struct goro_extent **goro__range_edges; /* free extent that begins or ends there */
extern uint64_t *goro__range_dirty;            /* bits: the page may hold something */

/* --- pages.c ---------------------------------------------------------------------------- */

#define GORO_NO_PAGE UINT32_MAX
/* count pages, the first a multiple of align, a power of two; GORO_NO_PAGE: no memory.  *dirty: they may hold something.  */
uint32_t goro__pages_alloc (uint32_t count, uint32_t align, bool *dirty);
void goro__pages_free (uint32_t first, uint32_t count);
extern struct goro_page_counts {
  uint64_t total, free, released; /* pages made usable, free, of those without memory of the system's */
} goro__page_counts;                /* lock of pages.c; read by anybody */
void goro__pages_lock (void);
void goro__pages_unlock (void);

/* --- class.c ------------------------------------------------------------------------------ */

/* One size and one shape.  Filled in before its number is published; the lists: the lock.  */
struct goro_class {
  _Alignas (64) struct goro_lock lock;
  uint32_t size, pages, count, reciprocal;
  const struct goro_shape *shape;
  struct goro_span *partial[2], *full[2]; /* by the lowest bit of the span's generation */
};

/* Number 0 has the large objects' spans (in full[]).  Then come GORO_SIZES without pointers, as many whose every word may
   hold one, then the others.  */
extern struct goro_class goro__classes[GORO_CLASSES];
extern _Atomic uint32_t goro__class_count;

enum { GORO_CLASS_PLAIN = 1, GORO_CLASS_DENSE = 1 + GORO_SIZES };

/* The size class of size bytes, from 1 to GORO_SMALL_MAX.  */
static inline uint32_t goro__size_index (size_t size)
{
  if (size <= 64)
    return (uint32_t) (size - 1) / 8;
  if (size <= 256)
    return 8 + (uint32_t) (size - 65) / 16;
  unsigned log = 63 - (unsigned) __builtin_clzl (size - 1);
  return 20 + (log - 8) * 8 + (uint32_t) ((size - 1) >> (log - 3)) - 8;
}

static inline uint32_t goro__size_of_index (uint32_t index)
{
  if (index < 8)
    return (index + 1) * 8;
  if (index < 20)
    return 64 + (index - 7) * 16;
  unsigned log = (index - 20) / 8 + 8;
  return ((index - 20) % 8 + 9) << (log - 3);
}

/* The size class of size bytes, more than 0, aligned to align; GORO_SIZES: it is a large object's.  */
uint32_t goro__size_index_aligned (size_t size, size_t align);
void goro__class_init (void);
/* A new one; the lock of shape.c is held.  When there are too many: the dense one.  */
struct goro_shape_entry;
uint32_t goro__class_add (struct goro_shape_entry *shape, uint32_t index);

/* --- shape.c ------------------------------------------------------------------------------ */

struct goro_shape_entry {
  struct goro_shape shape;  /* first */
  struct goro_shape_entry *link; /* of its hash */
  uint32_t hash;
  _Atomic uint16_t classes[GORO_SIZES]; /* 0: none yet */
};

extern struct goro_shape_entry goro__shape_plain, goro__shape_dense;

/* The shape of an array of T; NULL is a type of which every word may hold a pointer.  */
const struct goro_shape *goro__shape_of (const struct goro_type *type);
/* Of a header and elements of another type from byte offset on.  */
const struct goro_shape *goro__shape_flexible (const struct goro_type *type, size_t offset,
                                               const struct goro_type *element);
/* The allocation class of a size and a shape.  */
static inline uint32_t goro__class_known (const struct goro_shape *shape, uint32_t index)
{
  /* Acquire: whoever knows the number sees the class.  */
  return atomic_load_explicit (&((struct goro_shape_entry *) shape)->classes[index], memory_order_acquire);
}
uint32_t goro__class_of (const struct goro_shape *shape, uint32_t index);
/* The class of one T, noted in type; 0: it is large (alloc.c).  */
uint32_t goro__class_of_type (const struct goro_type *type);

/* --- span.c ------------------------------------------------------------------------------- */

/* A span for class number class in these pages, all its objects free; of a large object's: size is its.  Of generation
   generation, not yet found by goro__heap_span.  NULL: no memory.  */
struct goro_span *goro__span_make (uint32_t class, uint32_t first, uint32_t pages, uint32_t count);
/* goro__heap_span finds it from now on.  */
void goro__span_publish (struct goro_span *s);
/* Nothing in it is in use: the pages go back, the descriptor is used again.  */
void goro__span_release (struct goro_span *s);
/* Onto the lists of its class.  */
void goro__span_put (struct goro_span *s, bool full);
/* A span with free objects from the lists or fresh, swept for the generation or older: the caller's from now on.  NULL: no memory.  */
struct goro_span *goro__span_get (uint32_t class);
/* One of class that is not swept.  The caller has counted itself in goro__sweepers.  */
struct goro_span *goro__span_unswept (uint32_t class, uint32_t generation);

/* --- sweep.c ------------------------------------------------------------------------------ */

/* Sweeps s, the caller's.  */
void goro__sweep (struct goro_span *s, uint32_t generation);
/* Before fresh pages are taken: sweeps until as many have come back, or for a while.  */
void goro__heap_reclaim (uint32_t pages);
extern _Atomic uint32_t goro__sweepers;
extern _Atomic uint64_t goro__freed_bytes, goro__freed_objects;
/* Overwrites for clobberfree.  */
void goro__heap_clobber (uintptr_t start, size_t size);

static inline uint32_t goro__bit_count (uint64_t bits)
{
  bits -= bits >> 1 & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f;
  return (uint32_t) (bits * 0x0101010101010101 >> 56);
}

static inline uint32_t goro__span_bit_words (const struct goro_span *s)
{
  return (s->count + 63) / 64;
}

/* --- cache.c ------------------------------------------------------------------------------ */

/* The first object of the next run of the span that run's owner has; 0: the slow path has to be taken.  On any stack.  */
uintptr_t goro__run_next (struct goro_heap_run *run, struct goro_heap_counts *counts);
/* An object of class; on a thread's stack.  pp NULL: from the shared runs.  NULL: no memory.  */
void *goro__small_alloc (struct goro_p *pp, uint32_t class);
/* The counts of pp, or of the shared runs.  */
struct goro_heap_counts *goro__heap_counts (struct goro_p *pp);
void goro__shared_lock (void);
void goro__shared_unlock (void);

/* --- large.c ------------------------------------------------------------------------------- */

/* size bytes, more than 0; NULL: no memory.  On a thread's stack.  */
void *goro__large_alloc (struct goro_p *pp, size_t size, size_t align, const struct goro_shape *shape);

/* Clears memory with general registers only.  */
static inline void goro__heap_clear (void *start, size_t size)
{
  size_t words = size / 8;
  /* The string instruction takes thirty cycles to begin.  */
  if (words <= 8) {
    for (uint64_t *word = start, *end = word + words; word < end; word++)
      *(volatile uint64_t *) word = 0;
    return;
  }
  __asm__ volatile ("rep stosq" : "+D" (start), "+c" (words) : "a" (0L) : "memory");
}

#endif
