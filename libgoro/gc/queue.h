/* SPDX-License-Identifier: MIT */
/* The marker's queues: spans that have objects which are marked and not yet scanned.

   A span is in at most one queue: who sets span->queued from 0 to 1 puts it there, who takes it out sets queued to 0 and only then reads
   the mark bits.  Setting a mark bit and looking at queued, in that order, with a full fence between (the locked
   instruction that sets the bit), therefore loses nothing: either the span is found not queued, and is queued, or whoever
   takes it out afterwards sees the bit.

   There is one shared queue, a stack of spans that everybody pushes on without a lock (signal handlers too) and that
   is only ever taken whole, so nothing can come back to its head meanwhile (no ABA).  A worker turns what it takes, and what it finds
   itself, into a queue of its own, first in first out: a span then waits long enough that several of its objects are
   marked before they are scanned, together, in the order of their addresses.

   Nobody works, nothing is queued: see goro__gc_quiet.  */
#ifndef GORO_GC_QUEUE_H
#define GORO_GC_QUEUE_H

#include "gc/gc.h"

struct goro_gc_worker {
  struct goro_span *head, *tail;
  uint32_t count;
  uint64_t marked;          /* bytes of objects marked and not yet told to goro__gc_marker */
  uint64_t scanned;         /* bytes of objects scanned */
};

struct goro_gc_marker {
  _Alignas (64) _Atomic (struct goro_span *) shared;
  _Alignas (64) _Atomic uint32_t active; /* workers, and threads without a P that shade */
  _Atomic uint32_t takes;   /* how often the shared queue was taken */
  _Atomic uint32_t hungry;  /* workers that have found nothing to do */
  _Alignas (64) _Atomic uint64_t marked, scanned; /* bytes, in this cycle */
};
extern struct goro_gc_marker goro__gc_marker;

/* A worker begins, ends; what it has left goes to the shared queue.  */
static inline void goro__gc_work_begin (struct goro_gc_worker *w)
{
  *w = (struct goro_gc_worker) { 0 };
  /* Seq_cst: goro__gc_quiet.  */
  atomic_fetch_add (&goro__gc_marker.active, 1);
}
void goro__gc_work_end (struct goro_gc_worker *w);

/* No object is scanned before all stacks are: an object that is black already may be getting its first pointers by stores that
   nobody sees, and once it counts as scanned nobody looks again.  Acquire: the round is seen too.  */
static inline bool goro__gc_may_scan (void)
{
  return atomic_load_explicit (&goro__gc.phase, memory_order_acquire) == GORO_GC_MARK;
}

/* The next span of w's own, or of the shared queue; NULL: there is none.  */
struct goro_span *goro__gc_take (struct goro_gc_worker *w);
/* Gives half of w's to the others.  */
void goro__gc_give (struct goro_gc_worker *w);
/* A chain of spans goes to the shared queue.  From anywhere.  */
void goro__gc_push (struct goro_span *first, struct goro_span *last);

/* True: there was a moment since the call, or for *takes from an earlier call since that one, at which nobody worked and nothing was queued,
   and nothing has been taken since then.  */
bool goro__gc_quiet (uint32_t *takes);

/* Marks for so many bytes scanned, or until nothing is found.  Answers the bytes.  */
uint64_t goro__gc_mark (struct goro_gc_worker *w, uint64_t budget);

/* The object is live.  w NULL: from anywhere, by whoever counts as working or has a P that has not done its part of the
   round.  */
void goro__gc_mark_object (struct goro_gc_worker *w, struct goro_span *s, uint32_t i);

#endif
