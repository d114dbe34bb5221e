/* SPDX-License-Identifier: MIT */
/* What the runtime holds, and the memory limit's part that is the heap's: giving free pages back.

   The other part, collecting earlier, is the pacer's (gc/pacer.c).  As in Go the limit is on all memory that the runtime has obtained and not given
   back: pages of the heap, in use or free, stacks and goroutines, its own records.  What the C library and the program's own mappings
   have is not counted: the runtime cannot do anything about it.

   Pages are given back when a cycle has been swept, down to 95 % of the limit, so that there is room to go on, and when pages that
   have no memory behind them are about to be used and there is no room.  */
#define _GNU_SOURCE
#include "heap/span.h"
#include "os/os.h"
#include "stack/stack.h"

_Atomic int64_t goro__heap_limit = INT64_MAX;

uint64_t goro__heap_held (void)
{
  /* Relaxed, and without the lock of pages.c: statistics.  */
  uint64_t mapped = atomic_load_explicit (&goro__os_mapped, memory_order_relaxed);
  uint64_t not = (__atomic_load_n (&goro__page_counts.released, __ATOMIC_RELAXED) << GORO_PAGE_SHIFT)
                 + goro__stack_untouched ();
  return mapped > not ? mapped - not : 0;
}

void goro__heap_keep_limit (uint64_t more)
{
  /* Relaxed: a setting.  */
  int64_t limit = atomic_load_explicit (&goro__heap_limit, memory_order_relaxed);
  if (limit == INT64_MAX)
    return;
  uint64_t held = goro__heap_held () + more;
  if (held > (uint64_t) limit)
    goro__heap_scavenge (held - (uint64_t) limit, 0);
}
