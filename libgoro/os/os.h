/* SPDX-License-Identifier: MIT */
/* The operating system, as the rest of the runtime sees it.  Nothing here
   knows goroutines.  All of it may be called with the vector registers unsaved
   (-mgeneral-regs-only) but goro__os_thread_start, which is libc's business.  */
#ifndef GORO_OS_H
#define GORO_OS_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

#include "os/cpu.h"

/* --- futex.c: sleep while a word has a value ------------------------------ */

/* Sleeps while *word == value, until woken, or until CLOCK_MONOTONIC reads deadline ns
   (GORO_FOREVER: no limit).  May return early for no reason.  False: the deadline passed.  */
#define GORO_FOREVER INT64_MAX
bool goro__futex_wait (_Atomic uint32_t *word, uint32_t value, int64_t deadline);
/* Wakes up to count sleepers.  */
void goro__futex_wake (_Atomic uint32_t *word, int count);

/* --- memory.c ---------------------------------------------------------------- */

/* size bytes of zeroed memory, page-aligned, a page each as it is touched; NULL: there is none.  */
void *goro__os_map (size_t size);
/* The same, its address a multiple of align, a power of two.  */
void *goro__os_map_aligned (size_t size, size_t align);
void goro__os_unmap (void *address, size_t size);
/* For a table of which little will be touched: counts neither in goro__os_mapped nor, so, under a memory limit.  */
void *goro__os_map_sparse (size_t size);
void goro__os_unmap_sparse (void *address, size_t size);
/* The contents are not needed any more; reads zero when touched again.  */
void goro__os_discard (void *address, size_t size);
/* Back this with huge pages where possible: all of it will be touched.  */
void goro__os_huge_pages (void *address, size_t size);
/* Never back this with huge pages: little of each stack is touched.  */
void goro__os_no_huge_pages (void *address, size_t size);
/* Bytes mapped by the functions above at present, but for sparse tables.  */
extern _Atomic size_t goro__os_mapped;
/* Addresses that are the runtime's: those of the functions above are, whoever gets some elsewhere says so.  */
void goro__os_own (uintptr_t start, size_t size);
void goro__os_disown (uintptr_t start, size_t size);
/* All of them; SIZE_MAX: there are more than max, or nobody knows.  */
struct goro_os_range {
  uintptr_t start, end;
};
size_t goro__os_own_ranges (struct goro_os_range *ranges, size_t max);

/* --- barrier.c: the slow half of an asymmetric fence --------------------------- */

/* Every thread of the process passes a full fence between the call and the return,
   so the other half needs only a compiler barrier.  */
void goro__os_barrier (void);
void goro__os_barrier_init (void);

/* --- clock.c ------------------------------------------------------------------- */

/* Monotonic nanoseconds.  Uses the vDSO: on a thread's stack only.  */
int64_t goro__nanotime (void);
void goro__os_clock_init (void);
/* The thread sleeps for so many nanoseconds.  */
void goro__os_sleep (int64_t ns);

/* --- thread.c ------------------------------------------------------------------ */

/* Starts a detached thread; 0 or an errno.  On a thread's stack only.  block_signals: the new
   thread takes no asynchronous signals, else it has the mask of the process's first thread.  */
extern bool goro__os_own_stacks; /* set at start: threads have stacks of ours, among goro__os_own_ranges */
int goro__os_thread_start (void (*fn) (void *), void *arg, bool block_signals);
void goro__os_thread_init (void);
/* How many processors this process may use.  */
int goro__os_cpu_count (void);
/* How many threads this process has; 0 if that cannot be told.  */
int goro__os_thread_count (void);

/* --- write.c: text to standard error, without stdio ------------------------------ */

/* Knows %s %d %u %x %p (int, unsigned, unsigned long, pointer), %D (int64_t), %U (uint64_t) and
   %%.  One write (2) for a text of up to 480 bytes.  */
void goro__os_print (const char *format, ...);
_Noreturn void goro__os_exit (int status);

#endif
