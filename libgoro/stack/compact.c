/* SPDX-License-Identifier: MIT */
/* Small stacks for goroutines that wait.

   Where there are many goroutines, one that has waited from one collection to the next is moved to a small stack: what it uses, in steps of 64 bytes, at
   most USED_MAX, without any room below.  Its first stack is empty then, and where a whole page of first stacks is, the page goes back
   to the system.  Before it runs again it is moved back to its first stack, which is always there: no memory, no failure.

   Who makes it run finds gp->preempt set, as for a request to yield, which takes both ways of a switch (schedule.c, yield.c) off
   their fast path; so a goroutine that never waited so long pays nothing.

   gp->compact says which it is.  Who scans parked goroutines for the collector (one at a time: gc/round.c; here the collector) writes HOME, having claimed gp, before anybody can run gp.  Giving back the
   memory of first stacks takes a run of them: each from HOME or GIVEN_BACK to GIVING, then the page goes, then to GIVEN_BACK.  The way
   back to the first stack begins by taking compact from HOME or GIVEN_BACK to NOT, and waits while it is GIVING.

       slab of 64 KB, aligned to that
       | slab | [BELOW] used | [BELOW] used | ...          all of one size

   A word may point up to 256 bytes below an object (HACKING, "Derived pointers"), and has to be moved with it.  So gp->lo is
   BELOW bytes under the small stack, though that is another's memory: nobody writes below a stack pointer that does not run.

   Only the collector takes small stacks, and slabs; anybody gives a small stack back, to its slab's list, and then takes 1 off
   `live'.  A slab whose `live' is 0 is nobody's.

   Rejected: to copy what is used away and back to where it was, without moving any pointer.  It is faster, but the collector, a
   traceback and a sender would have to read a stack that stands elsewhere than its pointers say.

   General registers only, no libc.  */
#define _GNU_SOURCE
#include "os/os.h"
#include "os/syscall.h"
#include "sched/state.h"
#include "stack/compact.h"
#include "stack/shrink.h"
#include "stack/stack.h"

enum {
  STEP = 64,
  USED_MAX = 1024,
  BELOW = 256,
  CLASSES = USED_MAX / STEP + 1,
  SLAB = 65536,
  SLABS = 16,           /* mapped at once */
  RUN = 128,            /* first stacks whose memory is given back at once: 56 pages */
  PAGE = 4096,
  FEW = 2048            /* goroutines that are not worth it: 4 MB */
};

_Static_assert (USED_MAX + GORO_STACK_SLACK <= GORO_FIRST_STACK, "the way back is always open");
_Static_assert (USED_MAX + BELOW < GORO_FIRST_STACK, "goro__small_stack_p");

struct free_small {
  struct free_small *next;
};

struct slab {
  struct slab *next;
  /* The collector.  */
  struct free_small *own;
  uintptr_t bump, end;
  /* Anybody.  */
  _Atomic (struct free_small *) freed;
  _Atomic uint32_t live;
  uint32_t size;        /* of each of its stacks; never changes while one is in use */
};

/* All of the collector.  */
static struct class {
  struct slab *slabs; /* of this size */
  struct slab *at;    /* those before it have nothing for this collection */
} classes[CLASSES];
static struct slab *empty;          /* without memory but for the first page */
static uintptr_t fresh, fresh_end;

/* Relaxed: statistics.  slab_bytes is written by the collector, the others by anybody.  */
static _Atomic uint64_t slab_bytes, given_back_bytes, used_bytes;

bool goro__stack_compact_pays (void)
{
  return goro__g_count_made () >= FEW;
}

static struct slab *slab_of (uintptr_t hi)
{
  return (struct slab *) ((hi - 1) & -(uintptr_t) SLAB);
}

static struct slab *new_slab (unsigned class)
{
  struct slab *s = empty;
  if (s != NULL)
    empty = s->next;
  else {
    if (fresh == fresh_end) {
      fresh = (uintptr_t) goro__os_map_aligned (SLABS * SLAB, SLAB);
      fresh_end = fresh != 0 ? fresh + SLABS * SLAB : 0;
      if (fresh == 0)
        return NULL;
      goro__os_no_huge_pages ((void *) fresh, SLABS * SLAB);
    }
    s = (struct slab *) fresh;
    fresh += SLAB;
  }
  uintptr_t size = class * STEP;
  s->size = (uint32_t) size;
  s->own = NULL;
  s->bump = (uintptr_t) s + STEP;
  s->end = s->bump + (SLAB - STEP) / size * size;
  s->next = classes[class].slabs;
  classes[class].slabs = s;
  atomic_fetch_add_explicit (&slab_bytes, SLAB, memory_order_relaxed);
  return s;
}

_Static_assert (sizeof (struct slab) <= STEP, "small stacks begin after it");

/* The low end of a small stack from s, or 0.  */
static uintptr_t take (struct slab *s, uintptr_t size)
{
  struct free_small *link = s->own;
  /* Acquire: what its last owner did with it is done.  */
  if (link == NULL && atomic_load_explicit (&s->freed, memory_order_relaxed) != NULL)
    link = s->own = atomic_exchange_explicit (&s->freed, NULL, memory_order_acquire);
  if (link != NULL) {
    s->own = link->next;
    return (uintptr_t) link;
  }
  if (s->bump == s->end)
    return 0;
  s->bump += size;
  return s->bump - size;
}

bool goro__stack_compact (struct goro_g *gp)
{
  uintptr_t used = gp->hi - gp->sp;
  if (used > USED_MAX)
    return false;
  unsigned class = (unsigned) ((used + STEP - 1) / STEP);
  struct class *c = &classes[class];
  uintptr_t size = class * STEP, start = 0;
  while (c->at != NULL && (start = take (c->at, size)) == 0)
    c->at = c->at->next;
  struct slab *s = c->at;
  if (start == 0) {
    s = new_slab (class);
    if (s == NULL)
      return false;
    start = take (s, size);
    c->at = s; /* the older ones behind it are used up; they come again at the next collection */
  }
  /* Relaxed: nobody gives this one back before gp runs.  */
  atomic_fetch_add_explicit (&s->live, 1, memory_order_relaxed);
  atomic_fetch_add_explicit (&used_bytes, size, memory_order_relaxed);
  goro__stack_move_small (gp, start - BELOW, start + size);
  /* A goroutine under stress may be compacted twice.  Relaxed: published with the claim's end.  */
  if (atomic_load_explicit (&gp->compact, memory_order_relaxed) == GORO_COMPACT_NOT)
    atomic_store_explicit (&gp->compact, GORO_COMPACT_HOME, memory_order_relaxed);
  gp->preempt = true;
  return true;
}

void goro__small_stack_free (uintptr_t hi)
{
  struct slab *s = slab_of (hi);
  uintptr_t size = s->size;
  struct free_small *link = (struct free_small *) (hi - size);
  link->next = atomic_load_explicit (&s->freed, memory_order_relaxed);
  /* Release: see take.  */
  while (!atomic_compare_exchange_weak_explicit (&s->freed, &link->next, link, memory_order_release,
                                                 memory_order_relaxed))
    continue;
  atomic_fetch_sub_explicit (&used_bytes, size, memory_order_relaxed); /* a sum */
  /* Release: who finds 0 finds the list complete.  */
  atomic_fetch_sub_explicit (&s->live, 1, memory_order_release);
}

void goro__stack_uncompact (struct goro_g *gp)
{
  uint8_t state = atomic_load_explicit (&gp->compact, memory_order_relaxed);
  for (int spins = 0; ; spins++) {
    /* Acquire: what was given back is.  */
    if (state != GORO_COMPACT_GIVING
        && atomic_compare_exchange_weak_explicit (&gp->compact, &state, GORO_COMPACT_NOT, memory_order_acq_rel,
                                                  memory_order_relaxed))
      break;
    if (spins < 100)
      goro__cpu_pause ();
    else
      goro__syscall1 (SYS_sched_yield, 0);
    state = atomic_load_explicit (&gp->compact, memory_order_relaxed);
  }
  if (state == GORO_COMPACT_GIVEN_BACK) {
    /* Sums.  */
    atomic_fetch_sub_explicit (&given_back_bytes, GORO_FIRST_STACK, memory_order_relaxed);
    atomic_fetch_add_explicit (&goro__os_mapped, GORO_FIRST_STACK, memory_order_relaxed);
  }
  goro__stack_move (gp, GORO_G_BLOCK);
}

/* --- Giving memory back, by the collector ---------------------------------------------------- */

/* Takes gp to GIVING.  */
static bool take_home (struct goro_g *gp, bool *had_memory)
{
  uint8_t state = atomic_load_explicit (&gp->compact, memory_order_relaxed);
  if (state != GORO_COMPACT_HOME && state != GORO_COMPACT_GIVEN_BACK)
    return false;
  bool new = state == GORO_COMPACT_HOME;
  /* Fails only where gp goes back.  Acquire: nothing is given back before.  */
  if (!atomic_compare_exchange_strong_explicit (&gp->compact, &state, GORO_COMPACT_GIVING, memory_order_acquire,
                                                memory_order_relaxed))
    return false;
  *had_memory |= new;
  if (new) {
    /* Sums.  What has no memory counts as not mapped, as with what has not been given out yet (block.c).  */
    atomic_fetch_add_explicit (&given_back_bytes, GORO_FIRST_STACK, memory_order_relaxed);
    atomic_fetch_sub_explicit (&goro__os_mapped, GORO_FIRST_STACK, memory_order_relaxed);
  }
  return true;
}

static void give_back (struct goro_g *first, struct goro_g *end, bool had_memory)
{
  if (first == end)
    return;
  uintptr_t start = (goro__g_block (first) + PAGE - 1) & -(uintptr_t) PAGE;
  uintptr_t stop = goro__g_block (end) & -(uintptr_t) PAGE;
  if (had_memory && start < stop)
    goro__os_discard ((void *) start, stop - start);
  for (uintptr_t g = (uintptr_t) first; g < (uintptr_t) end; g += GORO_G_SIZE)
    /* Release: see goro__stack_uncompact.  */
    atomic_store_explicit (&((struct goro_g *) g)->compact, GORO_COMPACT_GIVEN_BACK, memory_order_release);
}

static void give_back_run (struct goro_g *first, struct goro_g *end)
{
  uintptr_t g = (uintptr_t) first, begin = g;
  bool had_memory = false;
  for (; g < (uintptr_t) end; g += GORO_G_SIZE)
    if (!take_home ((struct goro_g *) g, &had_memory)) {
      give_back ((struct goro_g *) begin, (struct goro_g *) g, had_memory);
      begin = g + GORO_G_SIZE;
      had_memory = false;
    }
  give_back ((struct goro_g *) begin, (struct goro_g *) g, had_memory);
}

static void trim (struct class *c)
{
  struct slab **at = &c->slabs;
  for (struct slab *s = *at; s != NULL; s = *at) {
    /* Acquire: pairs with goro__small_stack_free.  */
    if (atomic_load_explicit (&s->live, memory_order_acquire) != 0) {
      at = &s->next;
      continue;
    }
    *at = s->next;
    atomic_store_explicit (&s->freed, NULL, memory_order_relaxed);
    goro__os_discard ((char *) s + PAGE, SLAB - PAGE);
    s->next = empty;
    empty = s;
    atomic_fetch_sub_explicit (&slab_bytes, SLAB, memory_order_relaxed);
  }
  c->at = c->slabs;
}

void goro__stack_compact_end (void)
{
  if (atomic_load_explicit (&slab_bytes, memory_order_relaxed) == 0)
    return;
  goro__g_each_run (RUN, give_back_run);
  for (int class = 1; class < CLASSES; class++)
    trim (&classes[class]);
}

void goro__stack_compact_bytes (uint64_t *in_use, uint64_t *made, uint64_t *given_back)
{
  *in_use = atomic_load_explicit (&used_bytes, memory_order_relaxed);
  *made = atomic_load_explicit (&slab_bytes, memory_order_relaxed);
  *given_back = atomic_load_explicit (&given_back_bytes, memory_order_relaxed);
}
