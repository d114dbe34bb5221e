/* SPDX-License-Identifier: MIT */
/* Spans: made from pages, kept on the lists of their class, given back.

   A class has four lists: spans with free objects and full ones, each for the two generations that a span can be of.
   (Before a generation begins all spans are of the one before.)  A span that a P caches, or that somebody sweeps,
   is on none of them.

   A descriptor, once made, stays a descriptor: its memory, with the three bitmaps behind it, is used again for a span with as
   many words of bits.

   Locks: each class's; used_lock for the unused descriptors.  */
#define _GNU_SOURCE
#include "heap/span.h"
#include "os/os.h"
#include "sched/sched.h"

enum { BIT_SIZES = 5 }; /* 1, 2, 4, 8, 16 words */

static struct goro_lock used_lock;
static struct goro_span *unused[BIT_SIZES];

static unsigned bit_size (uint32_t words)
{
  unsigned i = 0;
  while ((1u << i) < words)
    i++;
  return i;
}

static struct goro_span *descriptor (uint32_t count)
{
  unsigned size = bit_size ((count + 63) / 64);
  goro__lock (&used_lock, GORO_RANK_HEAP_PAGES);
  struct goro_span *s = unused[size];
  if (s != NULL)
    unused[size] = s->link;
  goro__unlock (&used_lock);
  if (s != NULL)
    return s;
  size_t words = (size_t) 1 << size;
  uintptr_t at = (uintptr_t) goro__heap_meta (sizeof *s + ((words * 24 + 63) & ~(size_t) 63) + 48);
  s = (struct goro_span *) ((at + 63) & ~(uintptr_t) 63); /* it is aligned to 16 */
  s->bits = (struct goro_span_bits *) (s + 1);
  s->allocated = (uint64_t *) (s->bits + words);
  return s;
}

struct goro_span *goro__span_make (uint32_t class, uint32_t first, uint32_t pages, uint32_t count)
{
  struct goro_span *s = descriptor (count);
  const struct goro_class *c = &goro__classes[class];
  s->start = goro__heap_start + ((uintptr_t) first << GORO_PAGE_SHIFT);
  s->count = count;
  s->class = class;
  s->size = c->size;
  s->end = s->start + (uint64_t) c->size * count;
  s->reciprocal = c->reciprocal;
  s->shape = c->shape;
  s->pages = pages;
  s->look = 0;
  s->live = 0;
  s->link = NULL;
  s->queue_link = NULL;
  s->special_hint = NULL; /* there are no specials; special_listed stays as it is */
  /* Relaxed, here and below: nobody else knows the span yet.  */
  atomic_store_explicit (&s->queued, 0, memory_order_relaxed);
  for (uint32_t i = 0; i < (count + 63) / 64; i++) {
    atomic_store_explicit (&s->bits[i].mark, 0, memory_order_relaxed);
    atomic_store_explicit (&s->bits[i].scanned, 0, memory_order_relaxed);
    s->allocated[i] = 0;
  }
  atomic_store_explicit (&s->generation, atomic_load_explicit (&goro__heap_phase, memory_order_acquire) / 2,
                         memory_order_relaxed);
  return s;
}

void goro__span_publish (struct goro_span *s)
{
  size_t page = (s->start - goro__heap_start) >> GORO_PAGE_SHIFT;
  for (uint32_t i = 0; i < s->pages; i++)
    atomic_store_explicit (&goro__heap_pages[page + i], s, memory_order_release);
}

void goro__span_release (struct goro_span *s)
{
  size_t page = (s->start - goro__heap_start) >> GORO_PAGE_SHIFT;
  uint32_t pages = s->pages;
  for (uint32_t i = 0; i < pages; i++)
    /* Relaxed: nobody has a pointer into it.  */
    atomic_store_explicit (&goro__heap_pages[page + i], NULL, memory_order_relaxed);
  unsigned size = bit_size (goro__span_bit_words (s));
  goro__lock (&used_lock, GORO_RANK_HEAP_PAGES);
  s->link = unused[size];
  unused[size] = s;
  goro__unlock (&used_lock);
  goro__pages_free ((uint32_t) page, pages);
}

/* --- The lists of a class --------------------------------------------------------------- */

static inline uint32_t generation_now (void)
{
  return atomic_load_explicit (&goro__heap_phase, memory_order_acquire) / 2;
}

void goro__span_put (struct goro_span *s, bool full)
{
  struct goro_class *c = &goro__classes[s->class];
  goro__lock (&c->lock, GORO_RANK_HEAP_CLASS);
  uint32_t side = atomic_load_explicit (&s->generation, memory_order_relaxed) & 1; /* the caller's span */
  struct goro_span **list = full ? &c->full[side] : &c->partial[side];
  s->link = *list;
  *list = s;
  goro__unlock (&c->lock);
}

/* The first of a list that may be looked at without its lock.  */
static struct goro_span *take (struct goro_class *c, struct goro_span **list)
{
  if (*(struct goro_span *volatile *) list == NULL)
    return NULL;
  goro__lock (&c->lock, GORO_RANK_HEAP_CLASS);
  struct goro_span *s = *list;
  if (s != NULL)
    *list = s->link;
  goro__unlock (&c->lock);
  return s;
}

struct goro_span *goro__span_unswept (uint32_t class, uint32_t generation)
{
  struct goro_class *c = &goro__classes[class];
  uint32_t side = ~generation & 1;
  struct goro_span *s = take (c, &c->partial[side]);
  return s != NULL ? s : take (c, &c->full[side]);
}

static struct goro_span *fresh (uint32_t class)
{
  const struct goro_class *c = &goro__classes[class];
  bool dirty;
  goro__heap_reclaim (c->pages);
  uint32_t first = goro__pages_alloc (c->pages, 1, &dirty);
  if (first == GORO_NO_PAGE)
    return NULL;
  struct goro_span *s = goro__span_make (class, first, c->pages, c->count);
  s->need_zero = dirty;
  goro__span_publish (s);
  return s;
}

/* At most so many full spans are swept in vain before a fresh one is made.  */
enum { SWEPT_IN_VAIN = 32 };

struct goro_span *goro__span_get (uint32_t class)
{
  struct goro_class *c = &goro__classes[class];
  uint32_t generation = generation_now ();
  struct goro_span *s = take (c, &c->partial[generation & 1]);
  if (s != NULL)
    return s;
  /* Most often there is nothing to sweep; what comes onto the lists after this look is left to others.  */
  uint32_t unswept = ~generation & 1;
  if (*(struct goro_span *volatile *) &c->partial[unswept] == NULL
      && *(struct goro_span *volatile *) &c->full[unswept] == NULL)
    return fresh (class);
  atomic_fetch_add (&goro__sweepers, 1);
  for (int i = 0; i < SWEPT_IN_VAIN; i++) {
    s = goro__span_unswept (class, generation);
    if (s == NULL)
      break;
    goro__sweep (s, generation);
    if (s->live < s->count)
      break;
    goro__span_put (s, true);
    s = NULL;
  }
  atomic_fetch_sub (&goro__sweepers, 1);
  return s != NULL ? s : fresh (class);
}

void goro__heap_each_span (void (*fn) (struct goro_span *s, void *arg), void *arg)
{
  if (goro__heap_bytes == 0)
    return;
  goro__pages_lock ();
  size_t end = goro__page_counts.total;
  goro__pages_unlock ();
  for (size_t page = 0; page < end; page++) {
    struct goro_span *s = atomic_load_explicit (&goro__heap_pages[page], memory_order_acquire);
    if (s != NULL && s->start == goro__heap_start + (page << GORO_PAGE_SHIFT))
      fn (s, arg);
  }
}

/* --- fork ------------------------------------------------------------------------------- */

void goro__shape_fork (bool lock);
void goro__special_fork_lock (void);
void goro__special_fork_unlock (void);
void goro__heap_meta_fork (bool lock);

static uint32_t fork_classes;

void goro__heap_fork_lock (void)
{
  goro__shared_lock ();
  goro__shape_fork (true);
  fork_classes = atomic_load_explicit (&goro__class_count, memory_order_relaxed); /* under that lock */
  for (uint32_t i = 0; i < fork_classes; i++)
    goro__lock (&goro__classes[i].lock, GORO_RANK_HEAP_CLASS);
  goro__special_fork_lock ();
  goro__lock (&used_lock, GORO_RANK_HEAP_PAGES);
  goro__pages_lock ();
  goro__heap_meta_fork (true);
}

void goro__heap_fork_unlock (void)
{
  goro__heap_meta_fork (false);
  goro__pages_unlock ();
  goro__unlock (&used_lock);
  goro__special_fork_unlock ();
  for (uint32_t i = fork_classes; i-- > 0; )
    goro__unlock (&goro__classes[i].lock);
  goro__shape_fork (false);
  goro__shared_unlock ();
}
