/* SPDX-License-Identifier: MIT */
/* Large objects: each has a span of its own, of class 0.  */
#define _GNU_SOURCE
#include "gc/marking.h"
#include "heap/span.h"
#include "os/os.h"
#include "sched/sched.h"

void *goro__large_alloc (struct goro_p *pp, size_t size, size_t align, const struct goro_shape *shape)
{
  size = (size + 15) & ~(size_t) 15;
  size_t pages = (size + GORO_PAGE - 1) >> GORO_PAGE_SHIFT;
  size_t align_pages = align > GORO_PAGE ? align >> GORO_PAGE_SHIFT : 1;
  if (pages + align_pages >= goro__range_pages)
    return NULL;
  bool dirty;
  goro__heap_reclaim ((uint32_t) pages);
  uint32_t first = goro__pages_alloc ((uint32_t) pages, (uint32_t) align_pages, &dirty);
  if (first == GORO_NO_PAGE)
    return NULL;
  struct goro_span *s = goro__span_make (0, first, (uint32_t) pages, 1);
  s->size = size;
  s->end = s->start + size;
  s->shape = shape;
  s->need_zero = dirty;
  s->allocated[0] = 1;
  s->live = 1;
  s->look = 1;
  void *p = (void *) s->start;
  if (dirty)
    goro__heap_clear (p, size);

  /* A P's owner is asked for nothing between reading the phase and publishing; the others hold the lock that
     goro__heap_blacken_shared takes.  */
  if (pp == NULL)
    goro__shared_lock ();
  uint32_t phase = atomic_load_explicit (&goro__heap_phase, memory_order_acquire);
  /* Relaxed: nobody knows the span yet.  */
  atomic_store_explicit (&s->generation, phase / 2, memory_order_relaxed);
  if (phase & 1) {
    atomic_store_explicit (&s->bits[0].mark, 1, memory_order_relaxed);
    if (atomic_load_explicit (&goro__gc.phase, memory_order_relaxed) == GORO_GC_MARK)
      atomic_store_explicit (&s->bits[0].scanned, 1, memory_order_relaxed);
  }
  struct goro_heap_counts *counts = goro__heap_counts (pp);
  /* Relaxed: statistics of this owner's.  */
  atomic_store_explicit (&counts->bytes, atomic_load_explicit (&counts->bytes, memory_order_relaxed) + size,
                         memory_order_relaxed);
  atomic_store_explicit (&counts->objects, atomic_load_explicit (&counts->objects, memory_order_relaxed) + 1,
                         memory_order_relaxed);
  goro__span_publish (s);
  goro__span_put (s, true);
  if (pp == NULL)
    goro__shared_unlock ();
  return p;
}
