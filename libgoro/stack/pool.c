/* SPDX-License-Identifier: MIT */
/* Where stacks come from, but for first ones (block.c) and those of parked goroutines (compact.c).

   Stacks have sizes 4 KB << class.  Three levels:

       P's cache    classes 0-3 (4-32 KB), no lock
       central      a list for each class; its lock.  Classes of 64 KB to 1 GB go here at once
       arenas       classes up to 1 MB are cut from mappings of 1 to 64 MB, so that many goroutines are a few
                    mappings; larger stacks are mappings of their own, of which the central list keeps a few

   Memory from an arena stays in its class for ever.  What a class hoards beyond
   KEEP_BYTES gives its pages back to the kernel, but the one with the link.
   The link of a free stack lies at its high end: that page has been touched.

   Locks: one for each class (GORO_RANK_POOL), one for the arenas (GORO_RANK_ARENA).
   Reached from checks: general registers only, no libc.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include "os/lock.h"
#include "os/os.h"
#include "sched/state.h"
#include "stack/compact.h"
#include "stack/stack.h"

enum {
  MIN_SHIFT = 12,
  CLASSES = 19,        /* 4 KB ... 1 GB */
  CACHED = 4,          /* classes a P keeps */
  FIRST_MAPPED = 9,    /* 2 MB: a mapping each */
  CACHE_ROOM = 32,     /* stacks of a class in a P's cache */
  CACHE_MOVE = 16,     /* moved at once between the cache and the central list */
  KEEP_MAPPED = 2      /* large stacks of a class kept for the next */
};

static const size_t keep_bytes = (size_t) 16 << 20;
static const size_t keep_mapped_bytes = (size_t) 128 << 20;
static const size_t arena_min = (size_t) 1 << 20;
static const size_t arena_max = (size_t) 64 << 20;

struct free_stack {
  struct free_stack *next;
  void *lo;
  size_t discarded;    /* bytes that have been given back to the kernel; 0 in a P's cache */
};

static struct central {
  _Alignas (64) struct goro_lock lock;
  struct free_stack *head;
  uint32_t count;
  uint32_t made;       /* stacks of this class that exist, wherever they are */
} central[CLASSES];

/* Bytes mapped for stacks.  Relaxed everywhere: a statistic.  */
static _Atomic size_t mapped;
static _Atomic size_t mapped_kept; /* bytes of large stacks in the central lists */

/* Arena; arena_lock.  */
static struct goro_lock arena_lock;
static uintptr_t stack_bump, stack_end;
static size_t stack_arena_size = arena_min;

static inline unsigned class_of (size_t size)
{
  return (unsigned) (63 - __builtin_clzl (size)) - MIN_SHIFT;
}

static inline struct free_stack *link_of (void *lo, size_t size)
{
  return (struct free_stack *) ((char *) lo + size) - 1;
}

/* What has no memory counts as not mapped, as with what has not been given out yet: the memory limit looks at that.  */
static void discard (struct free_stack *link, size_t bytes)
{
  goro__os_discard (link->lo, bytes);
  link->discarded = bytes;
  /* Relaxed: sums.  */
  atomic_fetch_sub_explicit (&goro__os_mapped, bytes, memory_order_relaxed);
  atomic_fetch_sub_explicit (&mapped, bytes, memory_order_relaxed);
}

/* The stack is going to be used.  */
static void take (struct free_stack *link)
{
  if (link->discarded == 0)
    return;
  /* Relaxed: sums.  */
  atomic_fetch_add_explicit (&goro__os_mapped, link->discarded, memory_order_relaxed);
  atomic_fetch_add_explicit (&mapped, link->discarded, memory_order_relaxed);
  link->discarded = 0;
}

static void poison (void *lo, size_t size)
{
  __asm__ volatile ("rep stosb" : "+D" (lo), "+c" (size) : "a" (0xdb) : "memory");
}

/* Memory for count stacks of size bytes each, or fewer: *count says how many; NULL: none.  */
static char *cut_stacks (size_t size, uint32_t *count)
{
  goro__lock (&arena_lock, GORO_RANK_ARENA);
  if (stack_end - stack_bump < size) {
    /* The rest of the old arena, less than a stack of this class, was never touched: it is dropped.  */
    char *arena = NULL;
    size_t want = stack_arena_size;
    while (want >= size && (arena = goro__os_map (want)) == NULL)
      want /= 2;
    if (arena == NULL) {
      goro__unlock (&arena_lock);
      return NULL;
    }
    atomic_fetch_add_explicit (&mapped, want, memory_order_relaxed);
    goro__os_no_huge_pages (arena, want);
    stack_bump = (uintptr_t) arena;
    stack_end = stack_bump + want;
    if (stack_arena_size < arena_max)
      stack_arena_size *= 2;
  }
  uint32_t room = (uint32_t) ((stack_end - stack_bump) / size);
  if (room < *count)
    *count = room;
  char *start = (char *) stack_bump;
  stack_bump += size * *count;
  central[class_of (size)].made += *count;
  goro__unlock (&arena_lock);
  return start;
}

size_t goro__stack_untouched (void)
{
  /* Read without the lock: a statistic.  */
  uintptr_t bump = *(volatile uintptr_t *) &stack_bump, end = *(volatile uintptr_t *) &stack_end;
  size_t bytes = end > bump ? end - bump : 0;
  return bytes;
}

size_t goro__stack_memory (void)
{
  size_t all = atomic_load_explicit (&mapped, memory_order_relaxed), untouched = goro__stack_untouched ();
  uint64_t small_in_use, small_made = 0, given_back = 0;
  if (goro__stack_compact_bytes != NULL)
    goro__stack_compact_bytes (&small_in_use, &small_made, &given_back);
  all += goro__g_count_made () * GORO_G_BLOCK + small_made;
  return all > untouched + given_back ? all - untouched - given_back : 0;
}

/* --- Classes ----------------------------------------------------------------- */

/* A stack of class from the central list or fresh, and up to extra more for the caller's cache.  */
static void *central_get (unsigned class, struct goro_stack_cache *cache, uint32_t extra)
{
  struct central *c = &central[class];
  size_t size = (size_t) 1 << (class + MIN_SHIFT);
  void *lo = NULL;
  goro__lock (&c->lock, GORO_RANK_POOL);
  struct free_stack *link = c->head;
  if (link != NULL) {
    lo = link->lo;
    take (link);
    link = link->next;
    c->count--;
    for (; extra > 0 && link != NULL; extra--) {
      struct free_stack *next = link->next;
      take (link);
      link->next = cache->head;
      cache->head = link;
      cache->count++;
      c->count--;
      link = next;
    }
    c->head = link;
  }
  goro__unlock (&c->lock);
  if (lo != NULL) {
    if (class >= FIRST_MAPPED)
      atomic_fetch_sub (&mapped_kept, size);
    return lo;
  }
  if (class >= FIRST_MAPPED) {
    lo = goro__os_map (size);
    if (lo == NULL)
      return NULL;
    goro__os_no_huge_pages (lo, size);
    atomic_fetch_add_explicit (&mapped, size, memory_order_relaxed);
    __atomic_fetch_add (&c->made, 1, __ATOMIC_RELAXED); /* a sum */
    return lo;
  }
  uint32_t count = 1;
  return cut_stacks (size, &count);
}

static void central_put (unsigned class, struct free_stack *head, struct free_stack *tail, uint32_t count)
{
  struct central *c = &central[class];
  goro__lock (&c->lock, GORO_RANK_POOL);
  tail->next = c->head;
  c->head = head;
  c->count += count;
  goro__unlock (&c->lock);
}

void *goro__stack_alloc (struct goro_p *pp, size_t size)
{
  unsigned class = class_of (size);
  if (class >= CLASSES)
    return NULL;
  if (pp == NULL || class >= CACHED)
    return central_get (class, NULL, 0);
  struct goro_stack_cache *cache = &pp->stack_cache[class];
  struct free_stack *link = cache->head;
  if (link == NULL)
    return central_get (class, cache, CACHE_MOVE);
  cache->head = link->next;
  cache->count--;
  return link->lo;
}

static void free_large (void *lo, size_t size, unsigned class)
{
  struct central *c = &central[class];
  if (class >= FIRST_MAPPED) {
    /* Relaxed count: a limit that may be missed by one.  */
    if (*(volatile uint32_t *) &c->count >= KEEP_MAPPED
        || atomic_fetch_add (&mapped_kept, size) + size > keep_mapped_bytes) {
      if (*(volatile uint32_t *) &c->count < KEEP_MAPPED)
        atomic_fetch_sub (&mapped_kept, size);
      atomic_fetch_sub_explicit (&mapped, size, memory_order_relaxed);
      goro__os_unmap (lo, size);
      __atomic_fetch_sub (&c->made, 1, __ATOMIC_RELAXED); /* a sum */
      return;
    }
  }
  struct free_stack *link = link_of (lo, size);
  link->lo = lo;
  link->discarded = 0;
  if (class < FIRST_MAPPED && size > 4096 && *(volatile uint32_t *) &c->count * size > keep_bytes)
    discard (link, size - 4096);
  central_put (class, link, link, 1);
}

void goro__stack_free (struct goro_p *pp, void *lo, size_t size)
{
  unsigned class = class_of (size);
  if (goro__debug_stackpoison)
    poison (lo, size);
  if (pp == NULL || class >= CACHED) {
    free_large (lo, size, class);
    return;
  }
  struct goro_stack_cache *cache = &pp->stack_cache[class];
  struct free_stack *link = link_of (lo, size);
  link->lo = lo;
  link->discarded = 0;
  link->next = cache->head;
  cache->head = link;
  if (++cache->count < CACHE_ROOM)
    return;
  /* The older ones go; the first is the warmest.  */
  struct free_stack *last_kept = link;
  for (uint32_t i = 1; i < CACHE_ROOM - CACHE_MOVE; i++)
    last_kept = last_kept->next;
  struct free_stack *head = last_kept->next, *tail = head;
  uint32_t count = 1;
  while (tail->next != NULL) {
    tail = tail->next;
    count++;
  }
  last_kept->next = NULL;
  cache->count -= count;
  central_put (class, head, tail, count);
}

void goro__stack_cache_flush (struct goro_p *pp)
{
  for (unsigned class = 0; class < CACHED; class++) {
    struct goro_stack_cache *cache = &pp->stack_cache[class];
    struct free_stack *head = cache->head, *tail = head;
    if (head == NULL)
      continue;
    while (tail->next != NULL)
      tail = tail->next;
    central_put (class, head, tail, cache->count);
    cache->head = NULL;
    cache->count = 0;
  }
}

/* --- Statistics ------------------------------------------------------------------- */

void goro__stack_class_bytes (uint64_t *in_use, uint64_t *made)
{
  *in_use = *made = 0;
  uint32_t ps = atomic_load (&goro__sched.p_count);
  for (unsigned class = 0; class < CLASSES; class++) {
    const volatile struct central *c = &central[class];
    uint64_t size = (uint64_t) 1 << (class + MIN_SHIFT), free = c->count, all = c->made;
    if (class < CACHED)
      for (uint32_t i = 0; i < ps; i++)
        free += *(volatile uint32_t *) &atomic_load (&goro__sched.ps[i])->stack_cache[class].count;
    *made += all * size;
    if (all > free)
      *in_use += (all - free) * size;
  }
}

/* --- fork (sched/fork.c) ------------------------------------------------------------ */

/* All locks of the pool.  */
void goro__stack_fork_lock (void)
{
  for (unsigned class = 0; class < CLASSES; class++)
    goro__lock (&central[class].lock, GORO_RANK_POOL);
  goro__blocks_fork_lock ();
  goro__lock (&arena_lock, GORO_RANK_ARENA);
}

void goro__stack_fork_unlock (void)
{
  goro__unlock (&arena_lock);
  goro__blocks_fork_unlock ();
  for (unsigned class = CLASSES; class-- > 0; )
    goro__unlock (&central[class].lock);
}
