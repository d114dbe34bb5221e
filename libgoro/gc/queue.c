/* SPDX-License-Identifier: MIT */
/* The shared queue, and when there is nothing left to do.

   take_lock is held for a few instructions, by threads on their own stacks; nothing is taken under it.  Nobody takes outside of a cycle, so a
   fork, which waits for the end of one, does not meet it.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "gc/queue.h"
#include "os/lock.h"

#pragma GCC optimize ("O2")

struct goro_gc_marker goro__gc_marker = { .takes = 1 };

static struct goro_lock take_lock;

void goro__gc_push (struct goro_span *first, struct goro_span *last)
{
  struct goro_span *head = atomic_load_explicit (&goro__gc_marker.shared, memory_order_relaxed); /* checked below */
  do
    last->bundle_link = head;
  while (!atomic_compare_exchange_weak (&goro__gc_marker.shared, &head, first));
}

/* The newest bundle, or NULL.  */
static struct goro_span *pop (void)
{
  struct goro_gc_marker *m = &goro__gc_marker;
  if (atomic_load (&m->shared) == NULL)
    return NULL;
  goro__lock (&take_lock, GORO_RANK_MARK_QUEUE);
  atomic_fetch_add (&m->takes, 1);
  struct goro_span *s = atomic_load (&m->shared);
  /* Nobody else takes meanwhile: a head that is s again has been s all the time, and bundle_link is as it was.  */
  while (s != NULL && !atomic_compare_exchange_weak (&m->shared, &s, s->bundle_link))
    continue;
  goro__unlock (&take_lock);
  return s;
}

struct goro_span *goro__gc_take (struct goro_gc_worker *w)
{
  struct goro_span *s = w->out;
  if (s == NULL) {
    s = w->first;
    if (s != NULL) {
      w->first = s->bundle_link;
      /* Relaxed: a hint.  */
      if (w->first != NULL && atomic_load_explicit (&goro__gc_marker.shared, memory_order_relaxed) == NULL) {
        goro__gc_push (w->first, w->last);
        w->first = NULL;
      }
    } else {
      s = pop ();
      if (s == NULL) {
        s = w->in;
        w->in = NULL;
        w->in_count = 0;
        if (s == NULL)
          return NULL;
      }
    }
  }
  w->out = s->queue_link;
  return s;
}

void goro__gc_give (struct goro_gc_worker *w)
{
  if (w->in != NULL)
    goro__gc_close (w);
  if (w->first != NULL)
    goro__gc_push (w->first, w->last);
  w->first = NULL;
}

void goro__gc_tell (struct goro_gc_worker *w)
{
  struct goro_gc_marker *m = &goro__gc_marker;
  /* Relaxed: sums.  */
  atomic_fetch_add_explicit (&m->marked, w->marked, memory_order_relaxed);
  atomic_fetch_add_explicit (&m->scanned, w->scanned, memory_order_relaxed);
  w->marked = w->scanned = 0;
}

void goro__gc_work_end (struct goro_gc_worker *w)
{
  if (w->out != NULL)
    goro__gc_push (w->out, w->out);
  goro__gc_give (w);
  w->out = NULL;
  goro__gc_tell (w);
  /* Seq_cst, after the pushes.  */
  atomic_fetch_sub (&goro__gc_marker.active, 1);
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
