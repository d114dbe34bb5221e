/* SPDX-License-Identifier: MIT */
/* The marker's queues: spans that have objects which are marked and not yet scanned.

   A span is in at most one queue: who sets span->queued from 0 to 1 puts it there, who takes it out sets queued to 0 and only then reads
   the mark bits.  Setting a mark bit and looking at queued, in that order, with a full fence between (the locked
   instruction that sets the bit), therefore loses nothing: either the span is found not queued, and is queued, or whoever
   takes it out afterwards sees the bit.

   Spans travel in bundles of at most BUNDLE, so that nobody walks a long list to find its end:

       first -queue_link-> span -> ... -> NULL        one bundle
         |bundle_link
       first -> span -> ... -> NULL                   the next one of the same list

   The shared queue is a stack of bundles.  Everybody pushes on it without a lock (signal handlers too); who takes holds take_lock, so
   that a bundle that is found at the head cannot have gone and come back by the time the head is exchanged (no ABA).

   A worker has the bundle that it works on, bundles of its own, and one that it fills with what it finds: first in first out, so that a span waits
   long enough that several of its objects are marked before they are scanned, together, in the order of their
   addresses.  Whenever a bundle is used up and the shared queue is empty the worker gives all its other bundles away: so a worker that loses
   its processor seldom keeps all that there is to do, and the order stays.

   Nobody works, nothing is queued: see goro__gc_quiet.  */
#ifndef GORO_GC_QUEUE_H
#define GORO_GC_QUEUE_H

#include "gc/gc.h"

enum { GORO_GC_BUNDLE = 64 };

struct goro_gc_worker {
  struct goro_span *out;    /* the rest of the bundle that is worked on */
  struct goro_span *first, *last; /* bundles */
  struct goro_span *in, *in_last; /* the one that is being filled */
  uint32_t in_count;
  uint64_t marked;          /* bytes of objects marked and not yet told to goro__gc_marker */
  uint64_t scanned;         /* bytes of objects scanned, the same */
  int64_t until;            /* goro__gc_mark stops by this time, ns; 0: it does not look */
};

struct goro_gc_marker {
  _Alignas (64) _Atomic (struct goro_span *) shared;
  _Alignas (64) _Atomic uint32_t active; /* workers, and threads without a P that shade */
  _Atomic uint32_t takes;   /* how often something was taken from the shared queue */
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

/* The bundle that w has filled goes to its others.  */
static inline void goro__gc_close (struct goro_gc_worker *w)
{
  w->in->bundle_link = NULL;
  if (w->first == NULL)
    w->first = w->in;
  else
    w->last->bundle_link = w->in;
  w->last = w->in;
  w->in = NULL;
  w->in_count = 0;
}

/* s, which the caller has set queued, to w's own.  */
static inline void goro__gc_add (struct goro_gc_worker *w, struct goro_span *s)
{
  s->queue_link = NULL;
  if (w->in == NULL)
    w->in = s;
  else
    w->in_last->queue_link = s;
  w->in_last = s;
  if (++w->in_count == GORO_GC_BUNDLE)
    goro__gc_close (w);
}

/* The next span of w's own, or of the shared queue; NULL: there is none.  */
struct goro_span *goro__gc_take (struct goro_gc_worker *w);
/* All that w has, but what it works on, to the shared queue.  */
void goro__gc_give (struct goro_gc_worker *w);
/* A list of bundles goes to the shared queue.  From anywhere.  */
void goro__gc_push (struct goro_span *first, struct goro_span *last);
/* What w has counted, to goro__gc_marker.  */
void goro__gc_tell (struct goro_gc_worker *w);

/* True: there was a moment since the call, or for *takes from an earlier call since that one, at which nobody worked and nothing was queued,
   and nothing has been taken since then.  */
bool goro__gc_quiet (uint32_t *takes);

/* Marks for so many bytes scanned, or until nothing is found.  Answers the bytes.  */
uint64_t goro__gc_mark (struct goro_gc_worker *w, uint64_t budget);

/* The object is live.  w NULL: from anywhere, by whoever counts as working or has a P that has not done its part of the
   round.  */
void goro__gc_mark_object (struct goro_gc_worker *w, struct goro_span *s, uint32_t i);

/* What the words from start to end point into is live; by who may call goro__gc_shade.  For many: the addresses are looked up ahead.  */
void goro__gc_shade_words (const uintptr_t *start, const uintptr_t *end);

#endif
