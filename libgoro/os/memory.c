/* SPDX-License-Identifier: MIT */
/* Anonymous memory from the kernel.  Mappings are made large and seldom: a
   process may have 65,530 of them.

   What is mapped is noted, so that GORODEBUG=escapeverify can tell the runtime's memory from the program's.  own_lock guards the
   notes; nothing is done under it.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <sys/mman.h>

#include "os/lock.h"
#include "os/os.h"
#include "os/syscall.h"

_Atomic size_t goro__os_mapped;

enum { OWN_MAX = 1024 };
static struct goro_lock own_lock;
static struct goro_os_range own[OWN_MAX];
static uint32_t own_count;
static bool own_lost; /* there were more */

void goro__os_own (uintptr_t start, size_t size)
{
  uintptr_t end = start + size;
  goro__lock (&own_lock, GORO_RANK_OS_OWN);
  uint32_t i = 0;
  while (i < own_count && own[i].end != start && own[i].start != end)
    i++;
  if (i < own_count) {
    if (own[i].end == start)
      own[i].end = end;
    else
      own[i].start = start;
  } else if (own_count < OWN_MAX)
    own[own_count++] = (struct goro_os_range) { start, end };
  else
    own_lost = true;
  goro__unlock (&own_lock);
}

void goro__os_disown (uintptr_t start, size_t size)
{
  uintptr_t end = start + size;
  goro__lock (&own_lock, GORO_RANK_OS_OWN);
  for (uint32_t i = 0; i < own_count; i++) {
    struct goro_os_range *r = &own[i];
    if (end <= r->start || start >= r->end)
      continue;
    if (start <= r->start && end >= r->end)
      own[i--] = own[--own_count];
    else if (start <= r->start)
      r->start = end;
    else if (end >= r->end)
      r->end = start;
    else {
      if (own_count < OWN_MAX)
        own[own_count++] = (struct goro_os_range) { end, r->end };
      else
        own_lost = true;
      r->end = start;
    }
  }
  goro__unlock (&own_lock);
}

size_t goro__os_own_ranges (struct goro_os_range *ranges, size_t max)
{
  goro__lock (&own_lock, GORO_RANK_OS_OWN);
  size_t count = own_count;
  if (own_lost || count > max)
    count = SIZE_MAX;
  else
    for (size_t i = 0; i < count; i++)
      ranges[i] = own[i];
  goro__unlock (&own_lock);
  return count;
}

void *goro__os_map_sparse (size_t size)
{
  long result = goro__syscall6 (SYS_mmap, 0, (long) size, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (result < 0 && result > -4096)
    return NULL;
  goro__os_own ((uintptr_t) result, size);
  return (void *) result;
}

void *goro__os_map (size_t size)
{
  void *map = goro__os_map_sparse (size);
  /* Relaxed: a statistic.  */
  if (map != NULL)
    atomic_fetch_add_explicit (&goro__os_mapped, size, memory_order_relaxed);
  return map;
}

void *goro__os_map_aligned (size_t size, size_t align)
{
  if (align <= 4096)
    return goro__os_map (size);
  char *map = goro__os_map (size + align);
  if (map == NULL)
    return NULL;
  char *start = (char *) (((uintptr_t) map + align - 1) & ~(align - 1));
  if (start > map)
    goro__os_unmap (map, (size_t) (start - map));
  if (map + align > start)
    goro__os_unmap (start + size, (size_t) (map + align - start));
  return start;
}

void goro__os_unmap_sparse (void *address, size_t size)
{
  goro__os_disown ((uintptr_t) address, size);
  goro__syscall2 (SYS_munmap, address, size);
}

void goro__os_unmap (void *address, size_t size)
{
  goro__os_unmap_sparse (address, size);
  /* Relaxed: a statistic.  */
  atomic_fetch_sub_explicit (&goro__os_mapped, size, memory_order_relaxed);
}

void goro__os_discard (void *address, size_t size)
{
  goro__syscall3 (SYS_madvise, address, size, MADV_DONTNEED);
}

void goro__os_huge_pages (void *address, size_t size)
{
  goro__syscall3 (SYS_madvise, address, size, MADV_HUGEPAGE);
}

void goro__os_no_huge_pages (void *address, size_t size)
{
  goro__syscall3 (SYS_madvise, address, size, MADV_NOHUGEPAGE);
}
