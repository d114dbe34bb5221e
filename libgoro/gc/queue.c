/* SPDX-License-Identifier: MIT */
/* The shared queue, and when there is nothing left to do.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/queue.h"

#pragma GCC optimize ("O2")

struct goro_gc_marker goro__gc_marker = { .takes = 1 };

void goro__gc_push (struct goro_span *first, struct goro_span *last)
{
  struct goro_span *head = atomic_load_explicit (&goro__gc_marker.shared, memory_order_relaxed); /* checked below */
  do
    last->queue_link = head;
  while (!atomic_compare_exchange_weak (&goro__gc_marker.shared, &head, first));
}

struct goro_span *goro__gc_take (struct goro_gc_worker *w)
{
  struct goro_span *s = w->head;
  if (s == NULL) {
    struct goro_gc_marker *m = &goro__gc_marker;
    if (atomic_load (&m->shared) == NULL)
      return NULL;
    atomic_fetch_add (&m->takes, 1);
    s = atomic_exchange (&m->shared, NULL);
    /* Newest first: turned round.  */
    struct goro_span *oldest = NULL, *newest = s;
    uint32_t count = 0;
    while (s != NULL) {
      struct goro_span *next = s->queue_link;
      s->queue_link = oldest;
      oldest = s;
      s = next;
      count++;
    }
    if (oldest == NULL)
      return NULL;
    w->head = s = oldest;
    w->tail = newest;
    w->count = count;
  }
  w->head = s->queue_link;
  w->count--;
  return s;
}

void goro__gc_give (struct goro_gc_worker *w)
{
  uint32_t half = w->count / 2;
  if (half == 0)
    return;
  struct goro_span *last = w->head;
  for (uint32_t i = 1; i < half; i++)
    last = last->queue_link;
  struct goro_span *first = w->head;
  w->head = last->queue_link;
  w->count -= half;
  goro__gc_push (first, last);
}

void goro__gc_work_end (struct goro_gc_worker *w)
{
  struct goro_gc_marker *m = &goro__gc_marker;
  if (w->head != NULL)
    goro__gc_push (w->head, w->tail);
  /* Relaxed: sums.  */
  atomic_fetch_add_explicit (&m->marked, w->marked, memory_order_relaxed);
  atomic_fetch_add_explicit (&m->scanned, w->scanned, memory_order_relaxed);
  w->head = NULL;
  w->count = 0;
  w->marked = w->scanned = 0;
  /* Seq_cst, after the push.  */
  atomic_fetch_sub (&m->active, 1);
}

/* At the moment of the load of active nobody works.  Nothing is taken from then on until the second load of takes: who takes begins to
   work first, and counts before it takes.  So what is not in the shared queue at its load has not been there at the load
   of active either.  */
bool goro__gc_quiet (uint32_t *takes)
{
  struct goro_gc_marker *m = &goro__gc_marker;
  uint32_t before = atomic_load (&m->takes);
  bool quiet = atomic_load (&m->active) == 0 && atomic_load (&m->shared) == NULL;
  uint32_t after = atomic_load (&m->takes);
  quiet = quiet && before == after && (*takes == 0 || *takes == after);
  *takes = after;
  return quiet;
}
