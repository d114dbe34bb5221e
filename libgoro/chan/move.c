/* SPDX-License-Identifier: MIT */
/* What the mover of stacks needs of channels, and the freeing of channels, which has to keep
   out of its way.

   Reached from stack checks, with the vector registers unsaved: general registers only.  */
#pragma GCC optimize ("O2")
#include <stdlib.h>

#pragma GCC target ("general-regs-only")
#include "chan/chan.h"
#include "stack/stack.h"

/* Held by a mover while it takes the locks of the channels that it finds in a goroutine's
   sudogs, and by free: so no mover still has a channel in hand that is freed.  Taken before the
   channels' locks.  */
static uint32_t move_lock;

static uintptr_t free_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t unused)
{
  (void) gp, (void) b, (void) unused;
  struct goro_chan_ *c = (struct goro_chan_ *) a;
  goro__spin_lock (&move_lock, GORO_RANK_SYNC);
  goro__spin_lock (&c->lock, GORO_RANK_CHAN);
  goro__spin_unlock (&c->lock);
  goro__spin_unlock (&move_lock);
  if (!c->collected)
    free (c);
  return 0;
}

void __goro_chan_free (struct goro_chan_ *c)
{
  if (c != NULL)
    goro__call_sys (free_sys, (uintptr_t) c, 0, 0);
}

/* The channel that sg waits on.  Acquire: see goro__sudog_detach.  */
static inline struct goro_chan_ *sudog_chan (struct goro_sudog *sg)
{
  return (struct goro_chan_ *) __atomic_load_n (&sg->chan, __ATOMIC_ACQUIRE);
}

/* The list of sudogs is in the order of the channels' addresses, so cases of one channel
   are neighbours.  A sudog that has its channel still when the lock is held keeps
   it until the unlocking; one that has lost it never gets it back.  */
void goro__chan_lock_waiting (struct goro_g *gp)
{
  struct goro_chan_ *last = NULL;
  goro__spin_lock (&move_lock, GORO_RANK_SYNC);
  for (struct goro_sudog *sg = gp->waiting; sg != NULL; sg = sg->wait_link) {
    struct goro_chan_ *c = sudog_chan (sg);
    if (c == NULL || c == last)
      continue;
    goro__spin_lock (&c->lock, GORO_RANK_CHAN);
    if (sudog_chan (sg) == c)
      last = c;
    else
      goro__spin_unlock (&c->lock); /* finished in between */
  }
  goro__spin_unlock (&move_lock);
}

void goro__chan_unlock_waiting (struct goro_g *gp)
{
  struct goro_chan_ *last = NULL;
  for (struct goro_sudog *sg = gp->waiting; sg != NULL; sg = sg->wait_link) {
    struct goro_chan_ *c = sudog_chan (sg);
    if (c == NULL || c == last)
      continue;
    last = c;
    /* The unlocking lets sg go, but the list stays as long as gp does not run.  */
    goro__spin_unlock (&c->lock);
  }
}

static void rebase (void *pointer_address, uintptr_t lo, uintptr_t hi, intptr_t delta)
{
  uintptr_t *word = (uintptr_t *) pointer_address;
  if (*word >= lo && *word <= hi)
    *word += (uintptr_t) delta;
}

void goro__chan_rebase (struct goro_g *gp, uintptr_t lo, uintptr_t hi, intptr_t delta)
{
  for (struct goro_sudog *sg = gp->waiting; sg != NULL; sg = sg->wait_link) {
    rebase (&sg->elem, lo, hi, delta);
    if (sg->is_select)
      rebase (&((struct goro_select_sudog *) sg)->ok, lo, hi, delta);
  }
}
