/* SPDX-License-Identifier: MIT */
/* Sending: goro_send, goro_try_send.  chan.h says how an operation is built.  */
#pragma GCC optimize ("O2")
#include "chan/chan.h"

static const char closed_message[] = "send on closed channel";

_Noreturn void goro__chan_send_closed (struct goro_g *gp)
{
  /* The scheduler has not made it the present one yet.  */
  goro__getm ()->curg = gp;
  goro__getm ()->scope_g = gp;
  atomic_store_explicit (&gp->status, GORO_G_RUNNING, memory_order_relaxed); /* for the traceback */
  goro__panic (closed_message);
}

/* On the thread's stack: the operation was seen to block.  */
static uintptr_t send_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t unused)
{
  (void) unused;
  struct goro_chan_ *c = (struct goro_chan_ *) a;
  struct goro_g *wake;
  goro__spin_lock (&c->lock, GORO_RANK_CHAN);
  /* As a rule it still blocks; under the lock that is certain.  */
  enum goro_chan_result result = goro__chan_send_blocks (c) ? GORO_CHAN_BLOCK : goro__chan_put (c, (const void *) b, &wake);
  if (result == GORO_CHAN_BLOCK) {
    goro__chan_park (gp, c, &c->sendq, (void *) b, GORO_WAIT_CHAN_SEND);
    if (!gp->ret)
      goro__chan_send_closed (gp);
    return 1;
  }
  goro__spin_unlock (&c->lock);
  if (result == GORO_CHAN_CLOSED)
    goro__panic (closed_message);
  if (wake != NULL)
    goro__ready (wake, true);
  return 1;
}

void __goro_chan_send (struct goro_chan_ *c, const void *elem)
{
  if (__builtin_expect (c == NULL, 0)) {
    goro__call_sys (goro__chan_forever_sys, GORO_WAIT_CHAN_SEND_NIL, 0, 0);
    return;
  }
  if (!goro__chan_send_blocks (c)) {
    struct goro_g *wake;
    goro__spin_lock (&c->lock, GORO_RANK_CHAN);
    /* In a closed channel nobody waits.  */
    if ((wake = goro__chan_meet (c, &c->recvq, (void *) elem, true)) != NULL) {
      goro__spin_unlock (&c->lock);
      goro__ready (wake, true);
      return;
    }
    enum goro_chan_result result = goro__chan_put (c, elem, &wake);
    goro__spin_unlock (&c->lock);
    if (__builtin_expect (result == GORO_CHAN_DONE, 1)) {
      if (wake != NULL)
        goro__ready (wake, true);
      return;
    }
  }
  /* Closed, too: the panic needs more stack than there is here.  */
  goro__call_sys (send_sys, (uintptr_t) c, (uintptr_t) elem, 0);
}

uintptr_t __goro_chan_try_send (struct goro_chan_ *c, const void *elem)
{
  if (c == NULL || goro__chan_send_blocks (c))
    return 0;
  struct goro_g *wake;
  goro__spin_lock (&c->lock, GORO_RANK_CHAN);
  enum goro_chan_result result = goro__chan_put (c, elem, &wake);
  goro__spin_unlock (&c->lock);
  if (result == GORO_CHAN_CLOSED)
    return goro__call_sys (goro__chan_panic_sys, (uintptr_t) closed_message, 0, 0);
  if (wake != NULL)
    goro__ready (wake, true);
  return result == GORO_CHAN_DONE;
}
