/* SPDX-License-Identifier: MIT */
/* goro_select.

   First, on the goroutine's stack, the cases are tried one after another in random
   order, each under its own channel's lock: whatever is ready then may be chosen.
   If none is, and it is more than one, only a look at all channels under all
   their locks can tell that there was a moment when none was ready; that is the slow
   half, on the thread's stack.  It takes the locks by rising address, tries again,
   and else queues a sudog on every channel and parks.

   A waker wins the select by exchanging g->select_done; it takes its own sudog out and
   leaves the others, which the goroutine itself removes before it resumes
   (select_resume).  The sudogs are not on the goroutine's stack, since that moves while
   others follow the queues' links.  They come as one block per select.

   The array of cases belongs to the caller and lies on his stack; it is not looked at
   after parking.  */
#pragma GCC optimize ("O2")
#include "chan/chan.h"

#include <stdlib.h>

_Static_assert (sizeof (struct goro_case) == 32, "goro.h and here");

/* The sudogs of one select that waits.  Blocks for few cases are kept by the P.  */
struct goro_select_block {
  struct goro_select_block *next;
  uint32_t room, used;
  struct goro_select_sudog waits[];
};

enum { SMALL_ROOM = 4, CACHE_MAX = 64 };

static struct goro_select_block *block_get (uint32_t n)
{
  struct goro_p *pp = goro__getp ();
  struct goro_select_block *block;
  if (n <= SMALL_ROOM && pp != NULL && (block = pp->select_blocks) != NULL) {
    pp->select_blocks = block->next;
    pp->select_block_count--;
  } else {
    uint32_t room = n <= SMALL_ROOM ? SMALL_ROOM : n;
    block = (struct goro_select_block *) malloc (sizeof *block + room * sizeof block->waits[0]);
    if (block == NULL)
      goro__fatal ("out of memory");
    block->room = room;
  }
  block->used = n;
  return block;
}

static void block_put (struct goro_select_block *block)
{
  struct goro_p *pp = goro__getp ();
  if (block->room == SMALL_ROOM && pp != NULL && pp->select_block_count < CACHE_MAX) {
    block->next = pp->select_blocks;
    pp->select_blocks = block;
    pp->select_block_count++;
  } else {
    free (block);
  }
}

/* --- Random order ------------------------------------------------------------------- */

/* A number in [0, n).  The state is the thread's own: no goroutine is stopped inside here.  */
static inline uint32_t random_below (uint32_t n)
{
  static __thread uint32_t state __attribute__ ((tls_model ("initial-exec")));
  uint32_t x = state;
  if (__builtin_expect (x == 0, 0))
    x = (uint32_t) ((uintptr_t) &state >> 4) * 2654435761u | 1; /* differs from thread to thread */
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  state = x;
  return (uint32_t) (((uint64_t) x * n) >> 32);
}

/* Write a random order of the cases into their poll fields.  */
static inline void shuffle (struct goro_case *cases, uint32_t n)
{
  cases[0].poll = 0;
  for (uint32_t i = 1; i < n; i++) {
    uint32_t j = random_below (i + 1);
    cases[i].poll = cases[j].poll;
    cases[j].poll = (uint16_t) i;
  }
}

/* --- On the thread's stack -------------------------------------------------------------- */

/* Put the m cases that have a channel in the order of the channels' addresses, indices in
   the lock fields.  Shell's sort: for few cases a plain insertion sort.  */
static uint32_t sort_by_channel (struct goro_case *cases, uint32_t n)
{
  uint32_t m = 0;
  for (uint32_t i = 0; i < n; i++)
    if (cases[i].kind != __GORO_CASE_DEFAULT && cases[i].chan != NULL)
      cases[m++].lock = (uint16_t) i;
  uint32_t gap = 1;
  while (gap < m / 3)
    gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3)
    for (uint32_t i = gap; i < m; i++) {
      uint16_t index = cases[i].lock;
      uintptr_t key = (uintptr_t) cases[index].chan;
      uint32_t j = i;
      for (; j >= gap && (uintptr_t) cases[cases[j - gap].lock].chan > key; j -= gap)
        cases[j].lock = cases[j - gap].lock;
      cases[j].lock = index;
    }
  return m;
}

static void lock_all (struct goro_case *cases, uint32_t m)
{
  struct goro_chan_ *last = NULL;
  for (uint32_t i = 0; i < m; i++) {
    struct goro_chan_ *c = cases[cases[i].lock].chan;
    if (c != last)
      goro__spin_lock (&c->lock, GORO_RANK_CHAN);
    last = c;
  }
}

/* Each after its last case: whoever has the last lock may let the goroutine run, and its cases are gone.  */
static void unlock_all (struct goro_case *cases, uint32_t m)
{
  for (uint32_t i = 0; i < m; i++) {
    struct goro_chan_ *c = cases[cases[i].lock].chan;
    if (i + 1 == m || cases[cases[i + 1].lock].chan != c)
      goro__spin_unlock (&c->lock);
  }
}

/* Try one case; its channel is locked.  */
static inline enum goro_chan_result try_locked (struct goro_case *cs, struct goro_g **wake)
{
  if (cs->kind == __GORO_CASE_SEND)
    return goro__chan_put (cs->chan, cs->elem, wake);
  enum goro_chan_result result = goro__chan_get (cs->chan, cs->elem, wake);
  if (cs->ok != NULL && result != GORO_CHAN_BLOCK)
    *cs->ok = result == GORO_CHAN_DONE;
  return result;
}

static void unlink_wait (struct goro_chan_ *c, struct goro_select_sudog *w)
{
  goro__waitq_remove (w->is_send ? &c->sendq : &c->recvq, &w->sudog);
  goro__sudog_detach (&w->sudog);
}

void goro__select_detach_shared (struct goro_chan_ *c, struct goro_select_sudog *w)
{
  for (struct goro_sudog *sg = w->sudog.g->waiting; sg != NULL; sg = sg->wait_link)
    if (sg != &w->sudog && sg->chan == c)
      unlink_wait (c, (struct goro_select_sudog *) sg);
}

/* gp is about to resume, or runs here in thread mode: take the losing cases out of their queues.  */
static void select_resume (struct goro_g *gp)
{
  struct goro_select_block *block
    = (struct goro_select_block *) ((char *) gp->waiting - offsetof (struct goro_select_block, waits));
  bool send_closed = false;
  for (uint32_t i = 0; i < block->used; i++) {
    struct goro_select_sudog *w = &block->waits[i];
    if (w->won)
      send_closed = w->is_send && !w->sudog.success;
    /* Acquire: see goro__sudog_detach.  */
    struct goro_chan_ *c = (struct goro_chan_ *) __atomic_load_n (&w->sudog.chan, __ATOMIC_ACQUIRE);
    if (c == NULL)
      continue;
    goro__spin_lock (&c->lock, GORO_RANK_CHAN);
    if (w->sudog.chan != NULL)
      unlink_wait (c, w);
    goro__spin_unlock (&c->lock);
  }
  gp->waiting = NULL;
  block_put (block);
  if (send_closed)
    goro__chan_send_closed (gp);
}

/* Wait for one of the m cases in the lock order; all their channels are locked.  */
static void select_park (struct goro_g *gp, struct goro_case *cases, uint32_t m)
{
  struct goro_select_block *block = block_get (m);
  for (uint32_t i = 0; i < m; i++) {
    struct goro_select_sudog *w = &block->waits[i];
    struct goro_case *cs = &cases[cases[i].lock];
    struct goro_chan_ *before = i > 0 ? (struct goro_chan_ *) w[-1].sudog.chan : NULL;
    w->sudog = (struct goro_sudog) { .g = gp, .elem = cs->elem, .chan = cs->chan, .is_select = true,
                                     .case_index = cases[i].lock,
                                     .wait_link = i + 1 < m ? &w[1].sudog : NULL };
    w->ok = cs->ok;
    w->is_send = cs->kind == __GORO_CASE_SEND;
    w->won = false;
    w->shared = before == cs->chan;
    if (w->shared)
      w[-1].shared = true;
  }
  /* Relaxed: published by the unlocking.  */
  atomic_store_explicit (&gp->select_done, 0, memory_order_relaxed);
  gp->waiting = &block->waits[0].sudog;
  goro__park_prepare (gp, GORO_WAIT_SELECT);
  if (!gp->thread_mode)
    gp->resume = select_resume;
  /* From here on a mover may want the stack: it waits for the locks.  The array of cases
     stays readable until they are given back.  */
  for (uint32_t i = 0; i < m; i++) {
    struct goro_select_sudog *w = &block->waits[i];
    struct goro_chan_ *c = (struct goro_chan_ *) w->sudog.chan;
    goro__waitq_put (w->is_send ? &c->sendq : &c->recvq, &w->sudog);
  }
}

static uintptr_t select_sys (struct goro_g *gp, uintptr_t a, uintptr_t b, uintptr_t unused)
{
  (void) unused;
  struct goro_case *cases = (struct goro_case *) a;
  uint32_t n = (uint32_t) b, m = sort_by_channel (cases, n);
  bool has_default = false;

  lock_all (cases, m);
  for (uint32_t i = 0; i < n; i++) {
    struct goro_case *cs = &cases[cases[i].poll];
    if (cs->kind == __GORO_CASE_DEFAULT) {
      has_default = true;
      continue;
    }
    if (cs->chan == NULL)
      continue;
    struct goro_g *wake;
    enum goro_chan_result result = try_locked (cs, &wake);
    if (result == GORO_CHAN_BLOCK)
      continue;
    bool send_closed = cs->kind == __GORO_CASE_SEND && result == GORO_CHAN_CLOSED;
    uintptr_t index = (uintptr_t) (cs - cases);
    unlock_all (cases, m);
    if (wake != NULL)
      goro__ready (wake, true);
    if (send_closed)
      goro__chan_send_closed (gp);
    return index;
  }
  if (has_default) {
    unlock_all (cases, m);
    return (uintptr_t) GORO_DEFAULT;
  }
  if (m == 0)
    return goro__chan_forever_sys (gp, GORO_WAIT_SELECT, 0, 0);
  select_park (gp, cases, m);
  /* Others may win the select and want to resume gp as soon as the first lock is free, and a mover
     to move its stack; but both need the last lock, too, and until then the cases are readable.  */
  unlock_all (cases, m);
  goro__park_sys (gp);
  select_resume (gp); /* thread mode */
  return gp->ret;
}

/* --- On the goroutine's stack -------------------------------------------------------------- */

static __attribute__ ((noinline)) intptr_t try_only (struct goro_case *cs)
{
  struct goro_g *wake;
  goro__spin_lock (&cs->chan->lock, GORO_RANK_CHAN);
  enum goro_chan_result result = try_locked (cs, &wake);
  goro__spin_unlock (&cs->chan->lock);
  if (result == GORO_CHAN_BLOCK)
    return GORO_DEFAULT;
  if (result == GORO_CHAN_CLOSED && cs->kind == __GORO_CASE_SEND)
    return goro__call_sys (goro__chan_panic_sys, (uintptr_t) "send on closed channel", 0, 0);
  if (wake != NULL)
    goro__ready (wake, true);
  return 0;
}

/* A case and a default.  Mostly the case is not ready, and no lock is taken to learn that: there was
   a moment during this call when it was not (chan.h), and no other channel to compare with.  What
   became of it since is a matter of chance, with the lock as well.  */
intptr_t __goro_select_try (struct goro_case *cs)
{
  struct goro_chan_ *c = cs->chan;
  if (c == NULL || (cs->kind == __GORO_CASE_SEND ? goro__chan_send_blocks (c) : goro__chan_recv_blocks (c)))
    return GORO_DEFAULT;
  return try_only (cs);
}

intptr_t __goro_select (struct goro_case *cases, size_t n)
{
  uint32_t real = 0;
  if (n - 1 >= UINT16_MAX) { /* 0, too */
    if (n == 0)
      return goro__call_sys (goro__chan_forever_sys, GORO_WAIT_SELECT_NO_CASES, 0, 0);
    return goro__call_sys (goro__chan_panic_sys, (uintptr_t) "select: too many cases", 0, 0);
  }
  /* One channel, with a default or without, is the common way to try something: no choice to make.  */
  if (n == 1 || (n == 2 && cases[1].kind == __GORO_CASE_DEFAULT))
    cases[0].poll = 0, cases[n - 1].poll = (uint16_t) (n - 1);
  else
    shuffle (cases, (uint32_t) n);
  for (uint32_t i = 0; i < n; i++) {
    struct goro_case *cs = &cases[cases[i].poll];
    struct goro_chan_ *c = cs->chan;
    if (c == NULL)
      continue; /* the default, too */
    real++;
    if (cs->kind == __GORO_CASE_SEND ? goro__chan_send_blocks (c) : goro__chan_recv_blocks (c))
      continue;
    struct goro_g *wake;
    goro__spin_lock (&c->lock, GORO_RANK_CHAN);
    enum goro_chan_result result = try_locked (cs, &wake);
    goro__spin_unlock (&c->lock);
    if (result == GORO_CHAN_BLOCK)
      continue;
    if (result == GORO_CHAN_CLOSED && cs->kind == __GORO_CASE_SEND)
      return goro__call_sys (goro__chan_panic_sys, (uintptr_t) "send on closed channel", 0, 0);
    if (wake != NULL)
      goro__ready (wake, true);
    return cs - cases;
  }
  /* One channel that was not ready is a moment when none was.  */
  if (real <= 1)
    for (uint32_t i = (uint32_t) n; i-- > 0;)
      if (cases[i].kind == __GORO_CASE_DEFAULT)
        return GORO_DEFAULT;
  return goro__call_sys (select_sys, (uintptr_t) cases, n, 0);
}
