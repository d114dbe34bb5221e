/* SPDX-License-Identifier: MIT */
/* Anonymous memory from the kernel.  Mappings are made large and seldom: a
   process may have 65,530 of them.  */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "os/os.h"
#include "os/syscall.h"

_Atomic size_t goro__os_mapped;

void *goro__os_map (size_t size)
{
  long result = goro__syscall6 (SYS_mmap, 0, (long) size, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (result < 0 && result > -4096)
    return NULL;
  /* Relaxed: a statistic.  */
  atomic_fetch_add_explicit (&goro__os_mapped, size, memory_order_relaxed);
  return (void *) result;
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

void goro__os_unmap (void *address, size_t size)
{
  goro__syscall2 (SYS_munmap, address, size);
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
