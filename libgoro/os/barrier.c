/* SPDX-License-Identifier: MIT */
/* The slow half of an asymmetric fence: membarrier (2), or, where the kernel does
   not have it, taking write permission from a page in use: the kernel then
   interrupts every processor that runs a thread of this process, to flush its TLB,
   and an interrupt is a full fence.

   goro__os_barrier is called under the retake lock of an M (sched/monitor.c); it
   takes a lock of its own only in the fallback.  */
#define _GNU_SOURCE
#include <linux/membarrier.h>
#include <sys/mman.h>

#include "os/lock.h"
#include "os/os.h"
#include "os/syscall.h"

static bool have_membarrier;
static struct goro_lock page_lock;
static _Atomic uint32_t *page;

void goro__os_barrier_init (void)
{
  long commands = goro__syscall3 (SYS_membarrier, MEMBARRIER_CMD_QUERY, 0, 0);
  if (commands > 0 && (commands & MEMBARRIER_CMD_PRIVATE_EXPEDITED) != 0
      && goro__syscall3 (SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0) {
    have_membarrier = true;
    return;
  }
  page = goro__os_map (4096);
}

void goro__os_barrier (void)
{
  if (have_membarrier) {
    goro__syscall3 (SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
    return;
  }
  if (page == NULL)
    return;
  goro__lock (&page_lock, GORO_RANK_BARRIER);
  goro__syscall3 (SYS_mprotect, page, 4096, PROT_READ | PROT_WRITE);
  /* The page has to be in the TLBs: write it.  */
  atomic_fetch_add (page, 1);
  goro__syscall3 (SYS_mprotect, page, 4096, PROT_READ);
  goro__unlock (&page_lock);
}
