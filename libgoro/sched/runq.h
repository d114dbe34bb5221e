/* SPDX-License-Identifier: MIT */
/* The run queue of a P: a ring of 256 and a run-next slot.

   Only the owner moves tail and fills runnext; owner and thieves move head and
   empty runnext by compare-and-swap.  A P that is `lone' has no thieves: plain
   loads and stores do.  Lone ends by the owner's hand before a second P exists
   (processor.c), and never comes back.

   A thief may not take runnext while it is fresh: a goroutine that readies
   another and then parks would lose it to a processor that must first be woken.  */
#ifndef GORO_SCHED_RUNQ_H
#define GORO_SCHED_RUNQ_H

#include "sched/state.h"

enum { RUNQ_MASK = GORO_P_RUNQ_SIZE - 1 };

/* runq.c.  */
void goro__runq_overflow (struct goro_p *pp, struct goro_g *gp);
/* Steals half of victim's ring into pp's empty one; answers one of the goroutines.  */
struct goro_g *goro__runq_steal (struct goro_p *pp, struct goro_p *victim, bool take_next);
/* The global queue; take the lock first where noted.  */
void goro__global_put (struct goro_g *gp);
void goro__global_put_list (struct goro_g *head, struct goro_g *tail, uint32_t count);
/* sched.lock held: one goroutine to run, and a fair share of the rest, at most max, to pp's ring.  */
struct goro_g *goro__global_get (struct goro_p *pp, uint32_t max);
/* All of pp's queue goes to the global one.  pp is the caller's.  */
void goro__runq_flush (struct goro_p *pp);

/* By anybody.  A hint while the owner runs; certain when nobody does.  */
static inline bool goro__runq_empty (struct goro_p *pp)
{
  /* Seq_cst loads (plain on x86-64): read after the caller's fence.  Head is read twice, since runnext may
     have moved to the ring between two looks.  */
  for (;;) {
    uint32_t head = atomic_load (&pp->runq_head);
    uint32_t tail = atomic_load (&pp->runq_tail);
    struct goro_g *next = atomic_load (&pp->runnext);
    if (tail == atomic_load (&pp->runq_tail))
      return head == tail && next == NULL;
  }
}

/* Owner.  gp is published by the store to tail.  */
static inline __attribute__ ((always_inline)) void goro__runq_put (struct goro_p *pp, struct goro_g *gp)
{
  /* Acquire: the slot was read by whoever moved head past it.  */
  uint32_t head = atomic_load_explicit (&pp->runq_head, memory_order_acquire);
  uint32_t tail = atomic_load_explicit (&pp->runq_tail, memory_order_relaxed);
  if (__builtin_expect (tail - head >= GORO_P_RUNQ_SIZE, false)) {
    goro__runq_overflow (pp, gp);
    return;
  }
  atomic_store_explicit (&pp->runq[tail & RUNQ_MASK], gp, memory_order_relaxed);
  /* Release: a thief that sees tail sees the slot.  */
  atomic_store_explicit (&pp->runq_tail, tail + 1, memory_order_release);
}

/* Owner.  A full fence unless lone.  */
static inline __attribute__ ((always_inline)) void goro__runq_put_next (struct goro_p *pp, struct goro_g *gp)
{
  struct goro_g *old;
  if (pp->lone) {
    old = atomic_load_explicit (&pp->runnext, memory_order_relaxed);
    atomic_store_explicit (&pp->runnext, gp, memory_order_relaxed);
  } else
    old = atomic_exchange (&pp->runnext, gp);
  if (old != NULL)
    goro__runq_put (pp, old);
}

/* Owner: the run-next slot.  */
static inline __attribute__ ((always_inline)) struct goro_g *goro__runq_take_next (struct goro_p *pp)
{
  struct goro_g *gp = atomic_load_explicit (&pp->runnext, memory_order_relaxed);
  if (gp == NULL)
    return NULL;
  if (pp->lone) {
    atomic_store_explicit (&pp->runnext, NULL, memory_order_relaxed);
    return gp;
  }
  /* Fails only if a thief has emptied the slot.  */
  return atomic_compare_exchange_strong (&pp->runnext, &gp, NULL) ? gp : NULL;
}

/* gp's first lines and the top of its first stack: of a thousand goroutines few are in the first level of
   the caches.  (Inlined at once: as a function that does nothing but prefetch it counts as one without effects, and its calls vanish.)  */
static inline __attribute__ ((always_inline)) void goro__g_prefetch (struct goro_g *gp)
{
  __builtin_prefetch (gp, 1);
  __builtin_prefetch ((char *) gp + 64, 1);
  __builtin_prefetch ((char *) goro__g_block_end (gp) - 64, 1);
  __builtin_prefetch ((char *) goro__g_block_end (gp) - 128, 1);
}

/* Owner: the oldest of the ring.  */
static inline __attribute__ ((always_inline)) struct goro_g *goro__runq_take (struct goro_p *pp)
{
  /* Acquire, release: thieves move head too.  */
  uint32_t head = atomic_load_explicit (&pp->runq_head, memory_order_acquire);
  uint32_t tail = atomic_load_explicit (&pp->runq_tail, memory_order_relaxed);
  for (;;) {
    if (head == tail)
      return NULL;
    struct goro_g *gp = atomic_load_explicit (&pp->runq[head & RUNQ_MASK], memory_order_relaxed);
    /* The one after it; where there is none, an address from before does no harm.  */
    goro__g_prefetch (atomic_load_explicit (&pp->runq[(head + 1) & RUNQ_MASK], memory_order_relaxed));
    if (pp->lone) {
      atomic_store_explicit (&pp->runq_head, head + 1, memory_order_release);
      return gp;
    }
    if (atomic_compare_exchange_weak_explicit (&pp->runq_head, &head, head + 1, memory_order_acq_rel,
                                               memory_order_acquire))
      return gp;
  }
}

#endif
