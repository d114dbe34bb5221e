/* SPDX-License-Identifier: MIT */
/* Free pages of the heap.

   A run of free pages is an extent.  Extents stand in lists by their size: one list for each size up to 63 pages, then eight for each
   doubling; a bit for each list says that it is not empty.  An extent is taken from the first list whose
   extents are all large enough, the low end of it is given out, the rest goes back.  Two extents are never neighbours: the
   table goro__range_edges knows each by its first and by its last page.

   An extent notes when it became free, in ticks of the collector's; what has been free for a while goes back to the
   system (goro__heap_scavenge), page by page as the dirty ones are found.

   A page is dirty when it has been given out since the system's memory behind it was fresh.

   Rejected: a bitmap of all pages with summaries, as Go has it, which takes the lowest address that fits.  It costs
   several levels of search for each span; here it is two loads.

   One lock.  */
#define _GNU_SOURCE
#include "heap/span.h"
#include "os/os.h"
#include "sched/sched.h"

struct goro_extent {
  struct goro_extent *next, *back;
  uint32_t first, count;
  uint32_t list;
  uint32_t since; /* tick at which most of it became free */
  bool clean;     /* none of it is dirty */
};

enum {
  EXACT = 64,
  LISTS = EXACT + 8 * 24,
  GROW_MIN = 512,     /* pages: 4 MB */
  GROW_MAX = 8192,
  RELEASE_MAX = 1024, /* pages given back in one system call */
};

static struct goro_lock pages_lock;
static struct goro_extent *lists[LISTS];
static uint64_t occupied[LISTS / 64];
static struct goro_extent *unused;   /* descriptors */
static uint32_t top;                 /* pages below it are usable */
static uint32_t grow = GROW_MIN;
static _Atomic uint32_t tick;        /* goro__heap_tick */

struct goro_page_counts goro__page_counts;

/* The list for extents of count pages.  */
static uint32_t list_of (uint32_t count)
{
  if (count < EXACT)
    return count;
  unsigned log = 31 - (unsigned) __builtin_clz (count);
  return EXACT + (log - 6) * 8 + (count >> (log - 3)) - 8;
}

/* The first list whose extents all have count pages.  */
static uint32_t list_for (uint32_t count)
{
  uint32_t list = list_of (count);
  if (count < EXACT)
    return list;
  unsigned log = 31 - (unsigned) __builtin_clz (count);
  return (count & ((1u << (log - 3)) - 1)) != 0 ? list + 1 : list;
}

static void insert (struct goro_extent *e)
{
  uint32_t list = list_of (e->count);
  e->list = list;
  e->back = NULL;
  e->next = lists[list];
  if (e->next != NULL)
    e->next->back = e;
  lists[list] = e;
  occupied[list / 64] |= (uint64_t) 1 << (list % 64);
  goro__range_edges[e->first] = e;
  goro__range_edges[e->first + e->count - 1] = e;
}

static void take_out (struct goro_extent *e)
{
  if (e->next != NULL)
    e->next->back = e->back;
  if (e->back != NULL)
    e->back->next = e->next;
  else if ((lists[e->list] = e->next) == NULL)
    occupied[e->list / 64] &= ~((uint64_t) 1 << (e->list % 64));
  goro__range_edges[e->first] = NULL;
  goro__range_edges[e->first + e->count - 1] = NULL;
}

/* Free pages, joined with their free neighbours.  The age is that of the larger part.  */
static void add (uint32_t first, uint32_t count, uint32_t since)
{
  uint32_t most = count;
  struct goro_extent *e = NULL, *other;
  if (first > 0 && (other = goro__range_edges[first - 1]) != NULL) {
    take_out (other);
    if (other->count > most) {
      most = other->count;
      since = other->since;
    }
    first = other->first;
    count += other->count;
    e = other;
  }
  if (first + count < top && (other = goro__range_edges[first + count]) != NULL) {
    take_out (other);
    if (other->count > most)
      since = other->since;
    count += other->count;
    if (e != NULL) {
      other->next = unused;
      unused = other;
    } else
      e = other;
  }
  if (e == NULL) {
    e = unused;
    if (e != NULL)
      unused = e->next;
    else
      e = goro__heap_meta (sizeof *e);
  }
  e->first = first;
  e->count = count;
  e->since = since;
  e->clean = false;
  insert (e);
}

static struct goro_extent *find (uint32_t count)
{
  uint32_t list = list_for (count);
  for (uint32_t word = list / 64; word < LISTS / 64; word++) {
    uint64_t bits = occupied[word];
    if (word == list / 64)
      bits &= ~(uint64_t) 0 << (list % 64);
    if (bits != 0)
      return lists[word * 64 + (uint32_t) __builtin_ctzl (bits)];
  }
  /* The list below may have one that is large enough.  */
  if (list_of (count) != list)
    for (struct goro_extent *e = lists[list - 1]; e != NULL; e = e->next)
      if (e->count >= count)
        return e;
  return NULL;
}

/* More usable pages, so that find (count) has something.  */
static bool extend (uint32_t count)
{
  uint32_t want = count > grow ? (count + GROW_MIN - 1) / GROW_MIN * GROW_MIN : grow;
  if (goro__range_pages - top < want)
    want = goro__range_pages - top;
  /* What is free just below the top counts.  */
  if (want < count && (top == 0 || goro__range_edges[top - 1] == NULL
                       || goro__range_edges[top - 1]->count + want < count))
    return false;
  if (want == 0 || !goro__range_commit (top, want)) {
    want = (count + GROW_MIN - 1) / GROW_MIN * GROW_MIN;
    if (want < count || goro__range_pages - top < want || !goro__range_commit (top, want))
      return false;
  }
  if (grow < GROW_MAX)
    grow *= 2;
  uint32_t first = top;
  top += want;
  goro__page_counts.total += want;
  goro__page_counts.free += want;
  goro__page_counts.released += want;
  add (first, want, 0);
  return true;
}

/* Of pages [first, first + count), all given out now: the number that was dirty; all are from now on.  */
static uint32_t make_dirty (uint32_t first, uint32_t count)
{
  uint32_t dirty = 0;
  while (count > 0) {
    uint32_t bit = first % 64;
    uint32_t n = 64 - bit < count ? 64 - bit : count;
    uint64_t mask = (n == 64 ? ~(uint64_t) 0 : ((uint64_t) 1 << n) - 1) << bit;
    uint64_t *word = &goro__range_dirty[first / 64];
    dirty += goro__bit_count (*word & mask);
    *word |= mask;
    first += n;
    count -= n;
  }
  return dirty;
}

uint32_t goro__pages_alloc (uint32_t count, uint32_t align, bool *dirty)
{
  uint32_t need = count + align - 1;
  if (need < count)
    return GORO_NO_PAGE;
  goro__lock (&pages_lock, GORO_RANK_HEAP_PAGES);
  struct goro_extent *e;
  while ((e = find (need)) == NULL)
    if (!extend (need)) {
      goro__unlock (&pages_lock);
      return GORO_NO_PAGE;
    }
  take_out (e);
  /* Alignment counts in addresses; the range may begin anywhere.  */
  uint32_t page0 = (uint32_t) (goro__heap_start >> GORO_PAGE_SHIFT);
  uint32_t first = e->first, skip = (0 - (page0 + first)) & (align - 1);
  uint32_t rest = e->count - skip - count;
  first += skip;
  if (skip != 0) {
    e->count = skip;
    insert (e);
    if (rest != 0)
      add (first + count, rest, e->since);
  } else if (rest != 0) {
    e->first = first + count;
    e->count = rest;
    insert (e);
  } else {
    e->next = unused;
    unused = e;
  }
  uint32_t were = make_dirty (first, count);
  *dirty = were != 0;
  goro__page_counts.free -= count;
  goro__page_counts.released -= count - were;
  goro__unlock (&pages_lock);
  if (were < count)
    goro__heap_keep_limit (0);
  return first;
}

void goro__pages_free (uint32_t first, uint32_t count)
{
  goro__lock (&pages_lock, GORO_RANK_HEAP_PAGES);
  goro__page_counts.free += count;
  add (first, count, atomic_load_explicit (&tick, memory_order_relaxed)); /* a clock */
  goro__unlock (&pages_lock);
}

void goro__pages_lock (void)
{
  goro__lock (&pages_lock, GORO_RANK_HEAP_PAGES);
}

void goro__pages_unlock (void)
{
  goro__unlock (&pages_lock);
}

/* --- Back to the system ------------------------------------------------------------------- */

static inline bool is_dirty (uint32_t page)
{
  return (goro__range_dirty[page / 64] >> (page % 64) & 1) != 0;
}

/* The first dirty pages of e, at most most of them; how many.  */
static uint32_t dirty_run (const struct goro_extent *e, uint32_t *first, uint32_t most)
{
  uint32_t page = e->first, end = e->first + e->count;
  while (page < end && !is_dirty (page))
    page += page % 64 == 0 && goro__range_dirty[page / 64] == 0 ? 64 : 1;
  if (page >= end)
    return 0;
  *first = page;
  while (page < end && page - *first < most && is_dirty (page))
    page++;
  return page - *first;
}

/* An extent with dirty pages that has been free for age ticks: the first of the largest.  */
static struct goro_extent *old_extent (uint32_t age, uint32_t *first, uint32_t *count, uint32_t most)
{
  /* Relaxed: a clock.  */
  uint32_t now = atomic_load_explicit (&tick, memory_order_relaxed);
  for (uint32_t list = LISTS; list-- > 0; )
    for (struct goro_extent *e = lists[list]; e != NULL; e = e->next)
      if (now - e->since >= age && !e->clean) {
        *count = dirty_run (e, first, most);
        if (*count != 0)
          return e;
        e->clean = true;
      }
  return NULL;
}

void goro__heap_tick (void)
{
  atomic_fetch_add_explicit (&tick, 1, memory_order_relaxed);
}

uint64_t goro__heap_scavenge (uint64_t budget, uint32_t age)
{
  uint64_t done = 0;
  while (done < budget) {
    uint64_t most = (budget - done + GORO_PAGE - 1) >> GORO_PAGE_SHIFT;
    uint32_t first, count;
    goro__lock (&pages_lock, GORO_RANK_HEAP_PAGES);
    struct goro_extent *e = old_extent (age, &first, &count, most < RELEASE_MAX ? (uint32_t) most : RELEASE_MAX);
    if (e == NULL) {
      goro__unlock (&pages_lock);
      break;
    }
    /* Ours while the system works.  */
    take_out (e);
    uint32_t start = e->first, length = e->count, since = e->since;
    e->next = unused;
    unused = e;
    for (uint32_t i = first; i < first + count; i++)
      goro__range_dirty[i / 64] &= ~((uint64_t) 1 << (i % 64));
    goro__unlock (&pages_lock);
    size_t bytes = (size_t) count << GORO_PAGE_SHIFT;
    goro__os_discard ((void *) (goro__heap_start + ((size_t) first << GORO_PAGE_SHIFT)), bytes);
    done += bytes;
    goro__lock (&pages_lock, GORO_RANK_HEAP_PAGES);
    goro__page_counts.released += count;
    add (start, length, since);
    goro__unlock (&pages_lock);
  }
  return done;
}
