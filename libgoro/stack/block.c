/* SPDX-License-Identifier: MIT */
/* Where Gs and their first stacks come from.

   An arena of 16 MB, aligned to that, holds Gs of 256 bytes in its first eighth and their first stacks of 1,792 in the rest, in the
   same order: the one's address follows from the other's (goro__g_block).  So a first stack is there for its G for ever, and the
   way back to it cannot fail.  But the memory of a run of them, whose goroutines' stacks have been compacted (compact.c), can
   be given back while the Gs stay: 16 first stacks are 7 pages.

       arena                  + 2 MB                                       + 16 MB
       | arena | G 1 | G 2 ...| (none) | stack of G 1 | stack of G 2 | ... |

   Rejected: the G at the top of its stack, in a block of 2 KB, as it was.  A million parked goroutines took 2 KB each for ever, whatever they
   used.  Starting and finishing one takes the same time (medians of 12 pairs: 50 ns against 53), as long as both places are prefetched
   (goro__g_prefetch); without that it is 56.  Small pages or huge ones make no difference to it.

   Lock: blocks_lock (GORO_RANK_POOL) guards making arenas and giving out Gs.  Reached from checks: general registers only, no
   libc.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include "os/lock.h"
#include "os/os.h"
#include "sched/state.h"
#include "stack/stack.h"

enum {
  CHUNK = 16,                 /* Gs a P takes at once */
  FEW = 1536                  /* as many get along without huge pages */
};

static const uintptr_t huge_page = (uintptr_t) 2 << 20;

struct arena {
  struct arena *next;
  _Atomic uintptr_t bump;     /* Gs below it have been given out */
};

static struct goro_lock blocks_lock;
static _Atomic (struct arena *) arenas;

_Static_assert (sizeof (struct arena) <= GORO_G_SIZE, "an arena takes the place of a G");
_Static_assert (GORO_G_ARENA_GS * (GORO_G_BLOCK / GORO_G_SIZE) == GORO_G_ARENA, "Gs and stacks fill an arena");

/* Every block of a full arena is in use: a fault for 1,000 of them instead of one for each two.  */
static void huge (uintptr_t start, uintptr_t end)
{
  start = (start + huge_page - 1) & -huge_page;
  goro__os_huge_pages ((void *) start, end - start);
}

static struct arena *make_arena (struct arena *last)
{
  struct arena *fresh = goro__os_map_aligned (GORO_G_ARENA, GORO_G_ARENA);
  if (fresh == NULL)
    return NULL;
  /* It counts as memory as it is given out.  Relaxed: a statistic.  */
  atomic_fetch_sub_explicit (&goro__os_mapped, GORO_G_ARENA, memory_order_relaxed);
  if (last != NULL)
    huge ((uintptr_t) fresh, (uintptr_t) fresh + GORO_G_ARENA);
  fresh->next = last;
  atomic_store_explicit (&fresh->bump, (uintptr_t) fresh + GORO_G_SIZE, memory_order_relaxed);
  /* Release: whoever walks the list sees the arena filled in.  */
  atomic_store_explicit (&arenas, fresh, memory_order_release);
  return fresh;
}

/* count fresh Gs side by side, or fewer; 0: no memory.  */
static uintptr_t cut_blocks (uint32_t *count)
{
  goro__lock (&blocks_lock, GORO_RANK_POOL);
  /* Relaxed: written under the lock only.  */
  struct arena *arena = atomic_load_explicit (&arenas, memory_order_relaxed);
  if (arena == NULL
      || atomic_load_explicit (&arena->bump, memory_order_relaxed) == (uintptr_t) arena + GORO_G_ARENA_GS)
    arena = make_arena (arena);
  if (arena == NULL) {
    goro__unlock (&blocks_lock);
    return 0;
  }
  uintptr_t bump = atomic_load_explicit (&arena->bump, memory_order_relaxed);
  uintptr_t few = (uintptr_t) arena + FEW * GORO_G_SIZE, room = (uintptr_t) arena + GORO_G_ARENA_GS - bump;
  if (*count * GORO_G_SIZE > room)
    *count = (uint32_t) (room / GORO_G_SIZE);
  uintptr_t end = bump + *count * GORO_G_SIZE;
  if (arena->next == NULL && bump < few && end >= few)
    huge (goro__g_block ((struct goro_g *) few), (uintptr_t) arena + GORO_G_ARENA);
  atomic_store_explicit (&arena->bump, end, memory_order_release);
  goro__unlock (&blocks_lock);
  /* Relaxed: a statistic.  */
  atomic_fetch_add_explicit (&goro__os_mapped, *count * (size_t) GORO_G_BLOCK, memory_order_relaxed);
  return bump;
}

struct goro_g *goro__g_block_alloc (struct goro_p *pp)
{
  uintptr_t g;
  if (pp == NULL || pp->g_chunk == pp->g_chunk_end) {
    uint32_t count = pp == NULL ? 1 : CHUNK;
    g = cut_blocks (&count);
    if (g == 0)
      return NULL;
    if (pp != NULL) {
      pp->g_chunk = g + GORO_G_SIZE;
      pp->g_chunk_end = g + count * (uintptr_t) GORO_G_SIZE;
    }
  } else {
    g = pp->g_chunk;
    pp->g_chunk += GORO_G_SIZE;
  }
  struct goro_g *gp = (struct goro_g *) g;
  gp->lo = goro__g_block (gp);
  gp->hi = goro__g_block_end (gp);
  gp->scope = &goro__scope_none;
  return gp;
}

bool goro__g_next (struct goro_g_cursor *at, uint32_t most, struct goro_g **first, struct goro_g **end)
{
  /* Acquire, twice: pairs with the releases of cut_blocks.  */
  struct arena *arena = at->arena != NULL ? at->arena : atomic_load_explicit (&arenas, memory_order_acquire);
  for (uintptr_t next = at->next; arena != NULL; arena = arena->next, next = 0) {
    uintptr_t bump = atomic_load_explicit (&arena->bump, memory_order_acquire);
    uintptr_t g = next != 0 ? next : (uintptr_t) arena + GORO_G_SIZE;
    if (g >= bump)
      continue;
    at->arena = arena;
    at->next = (bump - g) / GORO_G_SIZE > most ? g + most * (uintptr_t) GORO_G_SIZE : bump;
    *first = (struct goro_g *) g;
    *end = (struct goro_g *) at->next;
    return true;
  }
  return false;
}

void goro__g_each (void (*fn) (struct goro_g *gp, void *arg), void *arg)
{
  struct goro_g_cursor at = { 0 };
  struct goro_g *first, *end;
  while (goro__g_next (&at, UINT32_MAX, &first, &end))
    for (uintptr_t g = (uintptr_t) first; g < (uintptr_t) end; g += GORO_G_SIZE)
      fn ((struct goro_g *) g, arg);
}

void goro__g_each_run (uint32_t most, void (*fn) (struct goro_g *first, struct goro_g *end))
{
  struct arena *arena = atomic_load_explicit (&arenas, memory_order_acquire); /* both as above */
  for (; arena != NULL; arena = arena->next) {
    uintptr_t end = atomic_load_explicit (&arena->bump, memory_order_acquire);
    uintptr_t size = most * (uintptr_t) GORO_G_SIZE, start = (uintptr_t) arena;
    for (; start < end; start += size) {
      uintptr_t first = start == (uintptr_t) arena ? start + GORO_G_SIZE : start;
      fn ((struct goro_g *) first, (struct goro_g *) (start + size < end ? start + size : end));
    }
  }
}

uint64_t goro__g_count_made (void)
{
  uint64_t count = 0;
  struct arena *arena = atomic_load_explicit (&arenas, memory_order_acquire); /* both as above */
  for (; arena != NULL; arena = arena->next)
    count += (atomic_load_explicit (&arena->bump, memory_order_acquire) - (uintptr_t) arena) / GORO_G_SIZE - 1;
  return count;
}

void goro__blocks_fork_lock (void)
{
  goro__lock (&blocks_lock, GORO_RANK_POOL);
}

void goro__blocks_fork_unlock (void)
{
  goro__unlock (&blocks_lock);
}
