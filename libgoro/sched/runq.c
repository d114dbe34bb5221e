/* SPDX-License-Identifier: MIT */
/* The slow side of run queues: overflow, theft, the global queue.

   The global queue is a list through sched_link, guarded by sched.lock; its
   count may be read without.  Foreign returns come here (foreign/thread.c), so
   only general registers are used.  */
#define _GNU_SOURCE
/* Before our own headers: their functions are inlined only in functions of the same target.  */
#pragma GCC target ("general-regs-only")
#include "sched/runq.h"

/* sched.lock held.  */
static void append (struct goro_g *head, struct goro_g *tail, uint32_t count)
{
  struct goro_sched *s = &goro__sched;
  tail->sched_link = NULL;
  if (s->global_tail != NULL)
    s->global_tail->sched_link = head;
  else
    s->global_head = head;
  s->global_tail = tail;
  /* Seq_cst: idle Ms look at it after they stopped looking for work.  */
  atomic_fetch_add (&s->global_count, count);
}

void goro__global_put_list (struct goro_g *head, struct goro_g *tail, uint32_t count)
{
  goro__lock (&goro__sched.lock, GORO_RANK_SCHED);
  append (head, tail, count);
  goro__unlock (&goro__sched.lock);
}

void goro__global_put (struct goro_g *gp)
{
  goro__global_put_list (gp, gp, 1);
}

struct goro_g *goro__global_get (struct goro_p *pp, uint32_t max)
{
  struct goro_sched *s = &goro__sched;
  /* Relaxed: under the lock.  */
  uint32_t count = atomic_load_explicit (&s->global_count, memory_order_relaxed);
  if (count == 0)
    return NULL;
  uint32_t share = count / atomic_load_explicit (&s->procs, memory_order_relaxed) + 1;
  if (share > count)
    share = count;
  if (share > GORO_P_RUNQ_SIZE / 2)
    share = GORO_P_RUNQ_SIZE / 2;
  if (share > max)
    share = max;
  atomic_fetch_sub (&s->global_count, share);

  struct goro_g *first = s->global_head;
  s->global_head = first->sched_link;
  while (--share > 0) {
    struct goro_g *gp = s->global_head;
    s->global_head = gp->sched_link;
    /* The caller's ring is empty or nearly so: there is room.  */
    uint32_t tail = atomic_load_explicit (&pp->runq_tail, memory_order_relaxed);
    atomic_store_explicit (&pp->runq[tail & RUNQ_MASK], gp, memory_order_relaxed);
    atomic_store_explicit (&pp->runq_tail, tail + 1, memory_order_release);
  }
  if (s->global_head == NULL)
    s->global_tail = NULL;
  return first;
}

/* The ring is full: half of it, and gp, go to the global queue.  A thief may make room first.  */
void goro__runq_overflow (struct goro_p *pp, struct goro_g *gp)
{
  uint32_t head = atomic_load_explicit (&pp->runq_head, memory_order_acquire);
  uint32_t tail = atomic_load_explicit (&pp->runq_tail, memory_order_relaxed);
  uint32_t count = (tail - head) / 2;
  if (tail - head < GORO_P_RUNQ_SIZE) {
    goro__runq_put (pp, gp);
    return;
  }
  /* The slots stay as they are until tail comes round: read after the claim.  */
  if (!atomic_compare_exchange_strong (&pp->runq_head, &head, head + count)) {
    goro__runq_put (pp, gp);
    return;
  }
  struct goro_g *first = atomic_load_explicit (&pp->runq[head & RUNQ_MASK], memory_order_relaxed);
  struct goro_g *last = first;
  for (uint32_t i = 1; i < count; i++) {
    last->sched_link = atomic_load_explicit (&pp->runq[(head + i) & RUNQ_MASK], memory_order_relaxed);
    last = last->sched_link;
  }
  last->sched_link = gp;
  goro__global_put_list (first, gp, count + 1);
}

/* Moves up to half of victim's ring to slots from pp's tail on; answers how many.  */
static uint32_t grab (struct goro_p *pp, struct goro_p *victim, bool take_next)
{
  uint32_t to = atomic_load_explicit (&pp->runq_tail, memory_order_relaxed);
  for (;;) {
    uint32_t head = atomic_load_explicit (&victim->runq_head, memory_order_acquire);
    uint32_t tail = atomic_load_explicit (&victim->runq_tail, memory_order_acquire);
    uint32_t count = tail - head;
    count -= count / 2;
    if (count == 0) {
      struct goro_g *next = atomic_load (&victim->runnext);
      if (!take_next || next == NULL)
        return 0;
      /* The victim may be about to park and run it itself: let it be for a few microseconds, after
         the system call that woke this M, and without a look at its cache lines.  */
      for (int i = 0; atomic_load_explicit (&victim->waking, memory_order_relaxed) != 0; i++) {
        if (i == 1000)
          return 0;
        goro__cpu_pause ();
        /* The kernel may have put this thread in the waker's place.  */
        if (i % 100 == 99)
          goro__os_sleep (3000);
      }
      uint32_t schedules = goro__p_schedules (victim);
      for (int i = 0; i < 100; i++)
        goro__cpu_pause ();
      if (schedules != goro__p_schedules (victim))
        return 0;
      if (!atomic_compare_exchange_strong (&victim->runnext, &next, NULL))
        return 0;
      atomic_store_explicit (&pp->runq[to & RUNQ_MASK], next, memory_order_relaxed);
      return 1;
    }
    if (count > GORO_P_RUNQ_SIZE / 2)
      continue; /* head and tail were not of one moment */
    for (uint32_t i = 0; i < count; i++)
      atomic_store_explicit (&pp->runq[(to + i) & RUNQ_MASK],
                             atomic_load_explicit (&victim->runq[(head + i) & RUNQ_MASK],
                                                   memory_order_relaxed),
                             memory_order_relaxed);
    /* Release: the reads above come before anybody may reuse the slots.  */
    if (atomic_compare_exchange_strong_explicit (&victim->runq_head, &head, head + count,
                                                 memory_order_acq_rel, memory_order_relaxed))
      return count;
  }
}

struct goro_g *goro__runq_steal (struct goro_p *pp, struct goro_p *victim, bool take_next)
{
  uint32_t count = grab (pp, victim, take_next);
  if (count == 0)
    return NULL;
  uint32_t tail = atomic_load_explicit (&pp->runq_tail, memory_order_relaxed);
  count--;
  struct goro_g *gp = atomic_load_explicit (&pp->runq[(tail + count) & RUNQ_MASK], memory_order_relaxed);
  if (count > 0)
    atomic_store_explicit (&pp->runq_tail, tail + count, memory_order_release);
  return gp;
}

void goro__runq_flush (struct goro_p *pp)
{
  struct goro_g *head = NULL, *tail = NULL, *gp;
  uint32_t count = 0;
  while ((gp = goro__runq_take_next (pp)) != NULL || (gp = goro__runq_take (pp)) != NULL) {
    if (tail != NULL)
      tail->sched_link = gp;
    else
      head = gp;
    tail = gp;
    count++;
  }
  if (count > 0)
    goro__global_put_list (head, tail, count);
}
