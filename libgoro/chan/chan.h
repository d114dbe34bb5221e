/* SPDX-License-Identifier: MIT */
/* Channels: the structure, and the two operations as they happen under the lock.

       buf      recv_pos              send_pos         end
        |  free  | oldest ... newest  |      free       |        a ring of cap elements
        +--------+--------------------+-----------------+

   c->lock guards everything but elem_size, cap, end.  Under it:

   - At most one of recvq and sendq has a waiter that could proceed, but for a goroutine
     that selects on both sides of one channel.
   - recvq not empty: count is 0.  sendq not empty: count is cap.
   - closed: sendq and recvq have no waiter that could proceed.

   A queue may hold waiters of a select that was already won elsewhere; whoever
   takes one out learns that from g->select_done and drops it.

   Waiting goroutines' stacks may be moved by other threads.  The mover holds the
   locks of all channels that the goroutine waits on, and rebases sudog->elem
   (goro__chan_lock_waiting in chan.c).  So:

   - sudog->elem is used only under the lock, from taking the sudog out of its queue to
     the end of the copy.  Only then sudog->chan becomes NULL: the mover need not
     lock that channel any more, and the channel may be freed.
   - A goroutine that is going to wait fills in sudog and g->waiting, all under the
     locks, before its status says WAITING (goro__park_prepare).

   An operation first looks without the lock whether it would block.  If not, it is
   done by C code on the goroutine's stack.  If so, goro__call_sys runs the
   slow half on the thread's stack, which looks again under the lock and parks.  */
#ifndef GORO_CHAN_H
#define GORO_CHAN_H

#include "goro.h"
#include "sched/sched.h"
#include "sync/spin.h"
#include "gc/hooks.h"
#include "chan/copy.h"

struct goro_waitq {
  struct goro_sudog *first, *last;
};

struct goro_chan_ {
  uint32_t lock;            /* sync/spin.h */
  _Atomic uint32_t closed;
  size_t elem_size;
  _Atomic size_t count;     /* elements in the ring */
  size_t cap;
  char *send_pos, *recv_pos, *end;
  struct goro_waitq recvq, sendq;
  bool collected;           /* an object of the collected heap; else from malloc */
  bool pointers;            /* and so large an element that it may hold a pointer */
  char buf[] __attribute__ ((aligned (16)));
};

/* The sudog of a case of a select.  */
struct goro_select_sudog {
  struct goro_sudog sudog;
  bool *ok;       /* as sudog.elem: used under the lock, rebased by a move; may be NULL */
  bool is_send;
  bool shared;    /* another case of the same select names the same channel */
  bool won;
};

enum goro_chan_result { GORO_CHAN_BLOCK, GORO_CHAN_DONE, GORO_CHAN_CLOSED };

/* For goro__call_sys: panic with the message at address a; wait for ever, a says
   why (enum goro_wait).  */
goro__sys_fn goro__chan_panic_sys, goro__chan_forever_sys;

/* gp, which is about to resume or runs here, has waited to send, and the channel was closed: panics.
   (Work that is left for gp's side is done by gp->resume; in thread mode, where others would
   call that, by gp itself after the wait.)  */
_Noreturn void goro__chan_send_closed (struct goro_g *gp);

/* --- Queues; c->lock held ------------------------------------------------------ */

static inline void goro__waitq_put (struct goro_waitq *q, struct goro_sudog *sg)
{
  sg->next = NULL;
  sg->prev = q->last;
  /* Relaxed: readers without the lock only peek, and look again under it.  */
  if (q->last != NULL)
    q->last->next = sg;
  else
    __atomic_store_n (&q->first, sg, __ATOMIC_RELAXED);
  q->last = sg;
}

static inline void goro__waitq_remove (struct goro_waitq *q, struct goro_sudog *sg)
{
  if (sg->prev != NULL)
    sg->prev->next = sg->next;
  else
    __atomic_store_n (&q->first, sg->next, __ATOMIC_RELAXED); /* as above */
  if (sg->next != NULL)
    sg->next->prev = sg->prev;
  else
    q->last = sg->prev;
}

/* sg is in no queue any more and its elem will not be used: see the top.
   Release: the copy was made before a mover that reads NULL moves the stack.  */
static inline void goro__sudog_detach (struct goro_sudog *sg)
{
  __atomic_store_n (&sg->chan, NULL, __ATOMIC_RELEASE);
}

/* Take the first waiter that can proceed out of q: now it belongs to the caller,
   who completes its operation.  NULL if there is none.  */
static inline struct goro_sudog *goro__waitq_take (struct goro_waitq *q)
{
  for (;;) {
    struct goro_sudog *sg = q->first;
    if (sg == NULL)
      return NULL;
    goro__waitq_remove (q, sg);
    if (!sg->is_select)
      return sg;
    uint32_t open = 0;
    if (atomic_compare_exchange_strong (&sg->g->select_done, &open, 1))
      return sg;
    goro__sudog_detach (sg);
  }
}

/* A select has been won through w, on c: take its other cases out of c's queues, so that c is
   not needed any more when the goroutine resumes (select.c).  */
void goro__select_detach_shared (struct goro_chan_ *c, struct goro_select_sudog *w);

/* sg's operation is complete: a value was copied, or success is false because c was
   closed.  Returns the goroutine, to be made ready after unlocking.  */
static inline struct goro_g *goro__sudog_finish (struct goro_chan_ *c, struct goro_sudog *sg, bool success)
{
  struct goro_g *gp = sg->g;
  sg->success = success;
  if (sg->is_select) {
    struct goro_select_sudog *w = (struct goro_select_sudog *) sg;
    w->won = true;
    if (w->ok != NULL)
      *w->ok = success;
    if (w->shared)
      goro__select_detach_shared (c, w);
    gp->ret = sg->case_index;
  } else {
    gp->ret = success;
  }
  goro__sudog_detach (sg);
  return gp;
}

/* --- Copies; c->lock held ------------------------------------------------------------- */

/* From one goroutine's stack to another's, which may have been scanned, or from and to the ring, which may not: while objects
   are marked, what goes from here to there and what is overwritten are marked.

   Who has a P passes no safepoint between the look and the copy.  A thread without one may be stopped there and be scanned, with marking just
   begun, before the element is on its stack; and the sender, whose stack has it, may be scanned when it does not need it any
   more.  So there is a second look.  */
static inline void goro__chan_copy (struct goro_chan_ *c, void *to, const void *from)
{
  bool marking = goro__gc_marking ();
  if (marking && c->pointers) {
    goro__gc_shade_range (from, c->elem_size);
    goro__gc_shade_range (to, c->elem_size);
  }
  goro__copy (to, from, c->elem_size);
  if (!marking && goro__gc_marking () && c->pointers)
    goro__gc_shade_range (to, c->elem_size);
}

static inline void goro__chan_clear (struct goro_chan_ *c, void *to)
{
  if (goro__gc_marking () && c->pointers)
    goro__gc_shade_range (to, c->elem_size);
  goro__clear (to, c->elem_size);
}

/* --- Operations; c->lock held ------------------------------------------------------ */

/* Without the lock: true if an operation would have blocked at some moment during the
   call.  The first load decides; closed, which never becomes false again,
   is looked at second, so that it was false then, too.  Acquire keeps the two in order.  */
static inline bool goro__chan_send_blocks (struct goro_chan_ *c)
{
  bool full = c->cap == 0 ? __atomic_load_n (&c->recvq.first, __ATOMIC_ACQUIRE) == NULL
                          : atomic_load_explicit (&c->count, memory_order_acquire) == c->cap;
  return full && atomic_load_explicit (&c->closed, memory_order_acquire) == 0;
}

static inline bool goro__chan_recv_blocks (struct goro_chan_ *c)
{
  bool empty = c->cap == 0 ? __atomic_load_n (&c->sendq.first, __ATOMIC_ACQUIRE) == NULL
                           : atomic_load_explicit (&c->count, memory_order_acquire) == 0;
  return empty && atomic_load_explicit (&c->closed, memory_order_acquire) == 0;
}

/* The ring's fields change only under the lock; relaxed serves those who peek.  */
static inline size_t goro__chan_count (struct goro_chan_ *c)
{
  return atomic_load_explicit (&c->count, memory_order_relaxed);
}

static inline void goro__chan_set_count (struct goro_chan_ *c, size_t count)
{
  atomic_store_explicit (&c->count, count, memory_order_relaxed);
}

static inline char *goro__chan_step (struct goro_chan_ *c, char *pos)
{
  pos += c->elem_size;
  return pos == c->end ? c->buf : pos;
}

/* The first of q, if it waits for this one operation: that is completed with elem, or with nothing.  NULL: it is a
   select's, or there is none.  */
static inline __attribute__ ((always_inline)) struct goro_g *goro__chan_meet (struct goro_chan_ *c, struct goro_waitq *q, void *elem, bool send)
{
  struct goro_sudog *sg = q->first;
  if (__builtin_expect (sg == NULL || sg->is_select, false))
    return NULL;
  goro__waitq_remove (q, sg);
  if (elem != NULL && sg->elem != NULL)
    goro__chan_copy (c, send ? sg->elem : elem, send ? elem : sg->elem);
  sg->success = true;
  sg->g->ret = true;
  struct goro_g *gp = sg->g;
  goro__sudog_detach (sg);
  return gp;
}

/* Send *elem.  *wake: a goroutine to be made ready after unlocking, or NULL.  */
static inline enum goro_chan_result goro__chan_put (struct goro_chan_ *c, const void *elem, struct goro_g **wake)
{
  *wake = NULL;
  if (atomic_load_explicit (&c->closed, memory_order_relaxed)) /* under the lock */
    return GORO_CHAN_CLOSED;

  struct goro_sudog *sg = goro__waitq_take (&c->recvq);
  if (sg != NULL) {
    if (sg->elem != NULL)
      goro__chan_copy (c, sg->elem, elem);
    *wake = goro__sudog_finish (c, sg, true);
    return GORO_CHAN_DONE;
  }

  size_t count = goro__chan_count (c);
  if (count < c->cap) {
    goro__chan_copy (c, c->send_pos, elem);
    c->send_pos = goro__chan_step (c, c->send_pos);
    goro__chan_set_count (c, count + 1);
    return GORO_CHAN_DONE;
  }
  return GORO_CHAN_BLOCK;
}

/* Receive into *elem, which is dropped if elem is NULL.  CLOSED: *elem was cleared.  */
static inline enum goro_chan_result goro__chan_get (struct goro_chan_ *c, void *elem, struct goro_g **wake)
{
  *wake = NULL;
  size_t count = goro__chan_count (c);
  if (count > 0) {
    char *slot = c->recv_pos;
    if (elem != NULL)
      goro__chan_copy (c, elem, slot);
    c->recv_pos = goro__chan_step (c, slot);
    /* Somebody waits to send: the ring is full, and this slot the next to be filled.  */
    struct goro_sudog *sg = goro__waitq_take (&c->sendq);
    if (sg != NULL) {
      goro__chan_copy (c, slot, sg->elem);
      c->send_pos = c->recv_pos;
      *wake = goro__sudog_finish (c, sg, true);
    } else {
      /* Else it would keep alive what it held.  */
      if (c->pointers)
        goro__chan_clear (c, slot);
      goro__chan_set_count (c, count - 1);
    }
    return GORO_CHAN_DONE;
  }

  struct goro_sudog *sg = goro__waitq_take (&c->sendq);
  if (sg != NULL) {
    if (elem != NULL)
      goro__chan_copy (c, elem, sg->elem);
    *wake = goro__sudog_finish (c, sg, true);
    return GORO_CHAN_DONE;
  }

  if (atomic_load_explicit (&c->closed, memory_order_relaxed)) { /* under the lock */
    if (elem != NULL)
      goro__chan_clear (c, elem);
    return GORO_CHAN_CLOSED;
  }
  return GORO_CHAN_BLOCK;
}

/* Wait on q for a single operation.  c is locked; unlocks it.  Returns in thread mode only.  */
static inline void goro__chan_park (struct goro_g *gp, struct goro_chan_ *c, struct goro_waitq *q,
                                    void *elem, enum goro_wait reason)
{
  struct goro_sudog *sg = &gp->sudog;
  sg->g = gp;
  sg->elem = elem;
  sg->chan = c;
  sg->wait_link = NULL;
  sg->is_select = false;
  gp->waiting = sg;
  goro__park_prepare (gp, reason);
  goro__waitq_put (q, sg);
  goro__spin_unlock (&c->lock);
  goro__park_sys (gp);
}

#endif
