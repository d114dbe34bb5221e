/* SPDX-License-Identifier: MIT */
/* The heaps of timers.

   A heap belongs to its P's timer_lock.  pp->timer_when is the heap's first
   time, written under the lock and read without.

   Who looks: a P at its own heap when it runs out of goroutines and at every 61st schedule; the keeper
   (sched/machine.c), an idle M that sleeps until the first timer; with every M busy,
   the monitor, which asks the P for attention.  A new first timer sets the P's
   attention, and its next schedule tells keeper or monitor if the P stays busy.
   So the paths of schedule and yield read no clock.  */
#define _GNU_SOURCE
#include "os/os.h"
#include "sched/state.h"
#include "time/timer.h"

static inline void place (struct goro_p *pp, uint32_t i, struct goro_timer_entry entry)
{
  pp->timers[i] = entry;
  if ((entry.what & 1) == 0)
    ((struct goro_timer *) entry.what)->index = i;
}

static void sift_up (struct goro_p *pp, uint32_t i, struct goro_timer_entry entry)
{
  while (i > 0) {
    uint32_t parent = (i - 1) / 4;
    if (pp->timers[parent].when <= entry.when)
      break;
    place (pp, i, pp->timers[parent]);
    i = parent;
  }
  place (pp, i, entry);
}

static void sift_down (struct goro_p *pp, uint32_t i, struct goro_timer_entry entry)
{
  uint32_t n = pp->timer_count;
  for (;;) {
    uint32_t child = 4 * i + 1;
    if (child >= n)
      break;
    uint32_t least = child;
    for (uint32_t c = child + 1; c < child + 4 && c < n; c++)
      if (pp->timers[c].when < pp->timers[least].when)
        least = c;
    if (entry.when <= pp->timers[least].when)
      break;
    place (pp, i, pp->timers[least]);
    i = least;
  }
  place (pp, i, entry);
}

static void remove_at (struct goro_p *pp, uint32_t i)
{
  struct goro_timer_entry last = pp->timers[--pp->timer_count];
  if (i == pp->timer_count)
    return;
  if (i > 0 && pp->timers[(i - 1) / 4].when > last.when)
    sift_up (pp, i, last);
  else
    sift_down (pp, i, last);
}

static void note_first (struct goro_p *pp)
{
  /* Relaxed: whoever sleeps on the strength of this value is told by goro__timers_cover, after a fence.  */
  atomic_store_explicit (&pp->timer_when, pp->timer_count > 0 ? pp->timers[0].when : GORO_FOREVER,
                         memory_order_relaxed);
}

/* pp's lock held.  */
static void make_room (struct goro_p *pp)
{
  uint32_t room = pp->timer_room > 0 ? 2 * pp->timer_room : 256;
  struct goro_timer_entry *timers = goro__os_map (room * sizeof *timers);
  if (timers == NULL)
    goro__fatal ("out of memory");
  for (uint32_t i = 0; i < pp->timer_count; i++)
    timers[i] = pp->timers[i];
  if (pp->timers != NULL)
    goro__os_unmap (pp->timers, pp->timer_room * sizeof *timers);
  pp->timers = timers;
  pp->timer_room = room;
}

static void add (struct goro_timer_entry entry)
{
  struct goro_p *own = goro__getp ();
  struct goro_p *pp = own;
  /* Without a P any heap will do.  */
  if (pp == NULL)
    pp = atomic_load (&goro__sched.ps[0]);
  goro__lock (&pp->timer_lock, GORO_RANK_TIMER);
  if (pp->timer_count == pp->timer_room)
    make_room (pp);
  if ((entry.what & 1) == 0)
    atomic_store (&((struct goro_timer *) entry.what)->pp, pp);
  sift_up (pp, pp->timer_count++, entry);
  bool first = pp->timers[0].what == entry.what;
  if (first)
    note_first (pp);
  goro__unlock (&pp->timer_lock);
  if (!first)
    return;
  if (own != NULL)
    atomic_store_explicit (&own->attention, 1, memory_order_relaxed); /* read by this thread */
  else
    goro__timers_cover (entry.when);
}

void goro__timer_wake (struct goro_g *gp, int64_t when)
{
  add ((struct goro_timer_entry) { when, (uintptr_t) gp + 1 });
}

void goro__timer_start (struct goro_timer *timer, int64_t when)
{
  add ((struct goro_timer_entry) { when, (uintptr_t) timer });
}

bool goro__timer_stop (struct goro_timer *timer)
{
  for (;;) {
    struct goro_p *pp = atomic_load (&timer->pp);
    if (pp == NULL)
      return false;
    goro__lock (&pp->timer_lock, GORO_RANK_TIMER);
    if (atomic_load (&timer->pp) == pp) {
      atomic_store (&timer->pp, NULL);
      remove_at (pp, timer->index);
      note_first (pp);
      goro__unlock (&pp->timer_lock);
      return true;
    }
    goro__unlock (&pp->timer_lock);
  }
}

bool goro__timers_run (struct goro_p *pp, int64_t now)
{
  bool ran = false;
  goro__lock (&pp->timer_lock, GORO_RANK_TIMER);
  while (pp->timer_count > 0 && pp->timers[0].when <= now) {
    uintptr_t what = pp->timers[0].what;
    ran = true;
    if ((what & 1) == 0)
      atomic_store (&((struct goro_timer *) what)->pp, NULL);
    remove_at (pp, 0);
    note_first (pp);
    if ((what & 1) != 0) {
      goro__ready ((struct goro_g *) (what - 1), false);
      continue;
    }
    goro__unlock (&pp->timer_lock);
    struct goro_timer *timer = (struct goro_timer *) what;
    timer->fn (timer);
    goro__lock (&pp->timer_lock, GORO_RANK_TIMER);
  }
  goro__unlock (&pp->timer_lock);
  return ran;
}

int64_t goro__timers_first (struct goro_p **owner)
{
  struct goro_sched *s = &goro__sched;
  int64_t first = GORO_FOREVER;
  uint32_t count = atomic_load (&s->p_count);
  for (uint32_t i = 0; i < count; i++) {
    struct goro_p *pp = atomic_load_explicit (&s->ps[i], memory_order_relaxed); /* set before p_count */
    int64_t when = atomic_load (&pp->timer_when);
    if (when < first) {
      first = when;
      if (owner != NULL)
        *owner = pp;
    }
  }
  return first;
}

void goro__timers_cover (int64_t when)
{
  struct goro_sched *s = &goro__sched;
  /* Against an M that becomes the keeper: it publishes its limit, then looks at the heaps again.  */
  goro__cpu_fence ();
  if (atomic_load (&s->keeper_until) <= when || atomic_load (&s->monitor_until) <= when)
    return;
  goro__lock (&s->lock, GORO_RANK_SCHED);
  struct goro_m *keeper = s->keeper;
  if (keeper != NULL) {
    atomic_store (&keeper->wake, 2);
    goro__futex_wake (&keeper->wake, 1);
  }
  goro__unlock (&s->lock);
  if (keeper == NULL)
    goro__monitor_wake ();
}
