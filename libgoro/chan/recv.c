/* SPDX-License-Identifier: MIT */
/* Receiving: goro_recv, goro_recv_ok, goro_try_recv, goro_range.  chan.h says how
   an operation is built.  */
#pragma GCC optimize ("O2")
#include "chan/chan.h"

/* On the thread's stack: the operation was seen to block.  1: an element was received,
   0: the channel is closed.  */
static uintptr_t recv_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t unused)
{
  (void) unused;
  struct goro_chan_ *c = (struct goro_chan_ *) a;
  struct goro_g *wake;
  goro__spin_lock (&c->lock, GORO_RANK_CHAN);
  /* As a rule it still blocks; under the lock that is certain.  */
  enum goro_chan_result result = goro__chan_recv_blocks (c) ? GORO_CHAN_BLOCK : goro__chan_get (c, (void *) b, &wake);
  if (result == GORO_CHAN_BLOCK) {
    goro__chan_park (gp, c, &c->recvq, (void *) b, GORO_WAIT_CHAN_RECEIVE);
    return gp->ret;
  }
  goro__spin_unlock (&c->lock);
  if (wake != NULL)
    goro__ready (wake, true);
  return result == GORO_CHAN_DONE;
}

uintptr_t __goro_chan_recv (struct goro_chan_ *c, void *elem)
{
  if (__builtin_expect (c == NULL, 0))
    return goro__call_sys (goro__chan_forever_sys, GORO_WAIT_CHAN_RECEIVE_NIL, 0, 0);
  if (!goro__chan_recv_blocks (c)) {
    struct goro_g *wake;
    goro__spin_lock (&c->lock, GORO_RANK_CHAN);
    if (c->cap == 0 && (wake = goro__chan_meet (c, &c->sendq, elem, false)) != NULL) {
      goro__spin_unlock (&c->lock);
      goro__ready (wake, true);
      return 1;
    }
    enum goro_chan_result result = goro__chan_get (c, elem, &wake);
    goro__spin_unlock (&c->lock);
    if (wake != NULL)
      goro__ready (wake, true);
    if (__builtin_expect (result != GORO_CHAN_BLOCK, 1))
      return result == GORO_CHAN_DONE;
  }
  return goro__call_sys (recv_sys, (uintptr_t) c, (uintptr_t) elem, 0);
}

intptr_t __goro_chan_try_recv (struct goro_chan_ *c, void *elem)
{
  if (c == NULL || goro__chan_recv_blocks (c))
    return 0;
  struct goro_g *wake;
  goro__spin_lock (&c->lock, GORO_RANK_CHAN);
  enum goro_chan_result result = goro__chan_get (c, elem, &wake);
  goro__spin_unlock (&c->lock);
  if (wake != NULL)
    goro__ready (wake, true);
  return result == GORO_CHAN_DONE ? 1 : result == GORO_CHAN_CLOSED ? -1 : 0;
}
