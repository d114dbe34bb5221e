/* SPDX-License-Identifier: MIT */
/* The heap's addresses: one range, reserved at the first allocation, without access and so without cost.  Pieces of it are made
   usable from the low end on, a few megabytes at a time, together with as much of the tables that have an entry
   for each page.

   Also the memory for the heap's own records.

   Locks: meta_lock for goro__heap_meta; goro__range_commit is called under the lock of pages.c.  */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/resource.h>

#include "heap/span.h"
#include "os/os.h"
#include "os/syscall.h"
#include "sched/sched.h"

uintptr_t goro__heap_start, goro__heap_bytes;
_Atomic (struct goro_span *) *goro__heap_pages;
uint32_t goro__range_pages;
struct goro_extent **goro__range_edges;
uint64_t *goro__range_dirty;

static const size_t range_max = (size_t) 1 << 40;
static const size_t range_min = (size_t) 16 << 20;
static const size_t meta_chunk = (size_t) 256 << 10;

static struct goro_lock meta_lock, init_lock;
static uintptr_t meta_next, meta_end;
static _Atomic bool ready;

/* Addresses that cannot be used yet.  */
static void *reserve (size_t size)
{
  long result = goro__syscall6 (SYS_mmap, 0, (long) size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return result < 0 && result > -4096 ? NULL : (void *) result;
}

static bool make_usable (const void *start, size_t size)
{
  /* Whole pages of the system; the tables' pieces may share one with the last.  */
  uintptr_t first = (uintptr_t) start & ~(uintptr_t) 4095;
  uintptr_t end = ((uintptr_t) start + size + 4095) & ~(uintptr_t) 4095;
  return goro__syscall3 (SYS_mprotect, first, end - first, PROT_READ | PROT_WRITE) == 0;
}

bool goro__range_commit (uint32_t first, uint32_t count)
{
  if (!make_usable (goro__range_edges + first, count * sizeof *goro__range_edges)
      || !make_usable ((const void *) (goro__heap_pages + first), count * sizeof *goro__heap_pages)
      || !make_usable ((const char *) goro__range_dirty + first / 8, count / 8 + 16))
    return false;
  size_t size = (size_t) count << GORO_PAGE_SHIFT;
  if (!make_usable ((const void *) (goro__heap_start + ((size_t) first << GORO_PAGE_SHIFT)), size))
    return false;
  /* Relaxed: a statistic.  */
  atomic_fetch_add_explicit (&goro__os_mapped, size + count * (2 * sizeof (void *)) + count / 8, memory_order_relaxed);
  return true;
}

/* Tries size bytes of heap; false: there are not so many addresses.  */
static bool reserve_range (size_t size)
{
  size_t pages = size >> GORO_PAGE_SHIFT;
  size_t entries = pages * sizeof (void *);
  size_t bits = pages / 8 + 4096;
  size_t all = size + GORO_PAGE + 2 * entries + bits;
  char *start = reserve (all);
  if (start == NULL)
    return false;
  goro__os_own ((uintptr_t) start, all);
  goro__heap_start = ((uintptr_t) start + GORO_PAGE - 1) & ~(uintptr_t) (GORO_PAGE - 1);
  char *tables = (char *) goro__heap_start + size;
  /* The collector asks for whatever looks like an address in the range: all of the table of spans can be read, as zeros.  */
  if (goro__syscall3 (SYS_mprotect, (uintptr_t) tables & ~(uintptr_t) 4095, entries, PROT_READ) != 0)
    return false;
  goro__heap_pages = (_Atomic (struct goro_span *) *) (void *) tables;
  goro__range_edges = (struct goro_extent **) (void *) (tables + entries);
  goro__range_dirty = (uint64_t *) (void *) (tables + 2 * entries);
  goro__range_pages = (uint32_t) pages;
  /* Last: goro__heap_span looks at it first.  */
  __atomic_store_n (&goro__heap_bytes, size, __ATOMIC_RELEASE);
  return true;
}

void goro__heap_init (void)
{
  /* Acquire: who sees it sees all that was made.  */
  if (atomic_load_explicit (&ready, memory_order_acquire))
    return;
  goro__lock (&init_lock, GORO_RANK_HEAP_SHARED);
  if (!atomic_load_explicit (&ready, memory_order_relaxed)) {
    size_t most = range_max;
    struct rlimit limit;
    /* The rest of the process needs addresses, too.  */
    if (goro__syscall4 (SYS_prlimit64, 0, RLIMIT_AS, 0, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
      while (most > limit.rlim_cur / 2)
        most /= 2;
    while (most >= range_min && !reserve_range (most))
      most /= 2;
    if (most < range_min)
      goro__fatal ("out of memory: no addresses for the heap");
    goro__class_init ();
    atomic_store_explicit (&ready, true, memory_order_release);
  }
  goro__unlock (&init_lock);
}

void *goro__heap_meta (size_t size)
{
  size = (size + 15) & ~(size_t) 15;
  if (size > meta_chunk / 4) {
    void *p = goro__os_map (size);
    if (p == NULL)
      goro__fatal ("out of memory: the heap's own records");
    return p;
  }
  goro__lock (&meta_lock, GORO_RANK_HEAP_META);
  if (meta_end - meta_next < size) {
    void *chunk = goro__os_map (meta_chunk);
    if (chunk == NULL)
      goro__fatal ("out of memory: the heap's own records");
    meta_next = (uintptr_t) chunk;
    meta_end = meta_next + meta_chunk;
  }
  void *p = (void *) meta_next;
  meta_next += size;
  goro__unlock (&meta_lock);
  return p;
}

void goro__heap_meta_fork (bool lock)
{
  if (lock)
    goro__lock (&meta_lock, GORO_RANK_HEAP_META);
  else
    goro__unlock (&meta_lock);
}
