/* SPDX-License-Identifier: MIT */
/* Channels: making, length, closing.  move.c frees them.  */
#pragma GCC optimize ("O2")
#include "chan/chan.h"

#include <stdlib.h>

uintptr_t goro__chan_panic_sys (struct goro_g *gp, uintptr_t message, uintptr_t b, uintptr_t c)
{
  (void) gp, (void) b, (void) c;
  goro__panic ((const char *) message);
}

uintptr_t goro__chan_forever_sys (struct goro_g *gp, uintptr_t reason, uintptr_t b, uintptr_t c)
{
  (void) b, (void) c;
  goro__park_prepare (gp, (enum goro_wait) reason);
  goro__park_sys (gp); /* nobody can find gp to make it ready */
  return gp->ret;
}

/* --- Making ---------------------------------------------------------------------------- */

/* What a process can address, as makechan of Go sees it.  */
static const size_t max_bytes = (size_t) 1 << 47;

/* All but the ring is the runtime's own: an element that is too small for a pointer means a channel without any.  */
static struct goro_chan_ *allocate (size_t elem_size, size_t bytes)
{
  struct goro_chan_ *c;
  bool pointers = elem_size >= sizeof (void *);
  if (goro__heap_alloc_sys == NULL) {
    c = malloc (bytes);
    if (c == NULL)
      goro__fatal ("out of memory");
    c->collected = c->pointers = false;
    return c;
  }
  c = pointers ? goro__heap_alloc_sys (goro__getp (), bytes, NULL) : goro__heap_alloc_plain_sys (goro__getp (), bytes);
  c->collected = true;
  c->pointers = pointers;
  return c;
}

static uintptr_t make_sys (struct goro_g *gp, uintptr_t elem_size, uintptr_t n, uintptr_t unused)
{
  (void) gp, (void) unused;
  size_t bytes;
  if ((int64_t) n < 0 || __builtin_mul_overflow (elem_size, n, &bytes)
      || bytes > max_bytes - sizeof (struct goro_chan_))
    goro__panic ("makechan: size out of range");
  struct goro_chan_ *c = allocate (elem_size, sizeof *c + bytes);
  c->lock = 0;
  atomic_init (&c->closed, 0);
  c->elem_size = elem_size;
  atomic_init (&c->count, 0);
  c->cap = n;
  c->send_pos = c->recv_pos = c->buf;
  c->end = c->buf + bytes;
  c->recvq = c->sendq = (struct goro_waitq) { NULL, NULL };
  return (uintptr_t) c;
}

uintptr_t __goro_chan_make (size_t elem_size, int64_t n)
{
  return goro__call_sys (make_sys, elem_size, (uintptr_t) n, 0);
}

/* --- Length and room --------------------------------------------------------------- */

size_t __goro_chan_len (const struct goro_chan_ *c)
{
  /* Relaxed: a number that may be old when the caller looks at it anyway.  */
  return c == NULL ? 0 : atomic_load_explicit (&c->count, memory_order_relaxed);
}

size_t __goro_chan_cap (const struct goro_chan_ *c)
{
  return c == NULL ? 0 : c->cap;
}

/* --- Closing --------------------------------------------------------------------------- */

static uintptr_t close_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t unused)
{
  (void) gp, (void) b, (void) unused;
  struct goro_chan_ *c = (struct goro_chan_ *) a;
  if (c == NULL)
    goro__panic ("close of nil channel");
  goro__spin_lock (&c->lock, GORO_RANK_CHAN);
  if (atomic_load_explicit (&c->closed, memory_order_relaxed)) { /* under the lock */
    goro__spin_unlock (&c->lock);
    goro__panic ("close of closed channel");
  }
  /* Release: pairs with the look without the lock in chan.h.  */
  atomic_store_explicit (&c->closed, 1, memory_order_release);

  /* Everyone who waits, in order; the list is linked through the Gs, which the sudogs
     of a select do not outlive.  */
  struct goro_g *head = NULL, **tail = &head;
  struct goro_sudog *sg;
  while ((sg = goro__waitq_take (&c->recvq)) != NULL) {
    if (sg->elem != NULL)
      goro__chan_clear (c, sg->elem);
    *tail = goro__sudog_finish (c, sg, false);
    tail = &(*tail)->sched_link;
  }
  while ((sg = goro__waitq_take (&c->sendq)) != NULL) {
    if (!sg->is_select && !sg->g->thread_mode)
      sg->g->resume = goro__chan_send_closed; /* a select's own looks at success */
    *tail = goro__sudog_finish (c, sg, false);
    tail = &(*tail)->sched_link;
  }
  *tail = NULL;
  goro__spin_unlock (&c->lock);

  while (head != NULL) {
    struct goro_g *next = head->sched_link;
    goro__ready (head, false);
    head = next;
  }
  return 0;
}

void __goro_chan_close (struct goro_chan_ *c)
{
  goro__call_sys (close_sys, (uintptr_t) c, 0, 0);
}
