/* SPDX-License-Identifier: MIT */
/* The collector: concurrent mark and sweep without a stop of all goroutines.

   Life of a cycle (the collector's thread, gc/cycle.c, drives it):

       OFF      nothing is marked; sweeping may be under way
       ENABLE   __goro_marking is 1.  A round: when every P and every thread has passed a safepoint, all stores of pointers are seen by the
                barrier, and all that is allocated is black.
       SCAN     a second round: each P scans the goroutine it runs, and from then on every goroutine before it runs
                (goro__gc_before_run).  Others are scanned where they are.  Roots are scanned.  Marking goes on.
       MARK     every goroutine's stack is black.  Marking goes on until a round finds nothing: each P gives
                up its buffer of the barrier and no object was found that was white.
       then     __goro_marking is 0; a round, after which nobody shades anything any more; sweeping begins (heap/sweep.c); a last
                round, in which each P sweeps the spans it caches.

   Why one clean round is enough: when it begins all stacks are black and no marked object waits to be scanned outside of the
   buffers.  The barrier keeps every white object that can be reached under the protection of a grey one, so if
   there were any, then one of the buffers would hold one at that moment, and the round would find it.

   The barrier is the hybrid one: before a pointer is stored in memory that is not the stack, the pointer that is
   overwritten and the one that is stored are both shaded.  So a stack, scanned once, is black for the cycle.
   Whatever else moves pointers from one goroutine's stack to another's without a store of compiled code (channels, go statements) shades
   them: goro__gc_shade_range.

   A goroutine whose stack has not been scanned may have a new, black object, and have stored a pointer in it without a barrier (the
   plugin leaves it out where nobody else has seen the object), or, before the first round is over, with a look at __goro_marking that came
   too early.  So what is born black before MARK is marked but not scanned, and who finds an object in that state queues it, as if it
   had been white.  What is born in MARK, when all stacks are black, counts as scanned.

   A round (gc/round.c): for each P an action is done once, by whoever has it: the M that runs it at its next safepoint
   (schedule, a check's slow path, the slow path of an allocation), or the collector for one that is idle or in foreign code.
   Threads that run compiled code without a P (callbacks, adopted threads) are stopped by a signal (gc/thread.c).

   A goroutine is scanned by whoever claims it: gp->gc_scan goes from an older number to 2*cycle+1 (being scanned), then
   2*cycle+2 (done).  Born in MARK or SCAN it is done: what it got was shaded.  Born in ENABLE it is not: others still store
   without a barrier what it may load.  */
#ifndef GORO_GC_H
#define GORO_GC_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gc/marking.h"
#include "heap/heap.h"

struct goro_g;
struct goro_m;
struct goro_p;

/* --- Marking (mark.c, queue.c, barrier.c): from any thread, on any stack of 400 bytes ----------- */

/* The object that word points into is live, if it points into one.  */
void goro__gc_shade (uintptr_t word);
/* Every word of the bytes at p.  For whatever hands values from one goroutine to another.  */
void goro__gc_shade_range (const void *p, size_t bytes);
static inline void goro__gc_shade_moved (const void *p, size_t bytes)
{
  if (goro__gc_marking ())
    goro__gc_shade_range (p, bytes);
}

/* --- Safepoints (round.c) --------------------------------------------------------------------- */

/* pp's part of the round under way, if it has not done it.  By pp's M, on the thread's stack, with gp's context saved (gp
   NULL: between goroutines).  General registers only.  */
void goro__gc_safepoint (struct goro_p *pp, struct goro_g *gp);

/* gp is about to run on this thread: scans it if that is due.  General registers only.  */
void goro__gc_before_run (struct goro_g *gp);
/* The same for one that comes back from foreign code with another P than it went with.  */
void goro__gc_before_return (struct goro_m *mp, struct goro_g *gp);
/* gc_scan of a goroutine that has no stack any more (main, while exit () runs).  */
#define GORO_GC_NO_STACK UINT32_MAX
/* A new goroutine, its stack made, is about to be published.  */
void goro__gc_born (struct goro_g *gp);

/* --- Scanning (stack.c, roots.c, thread.c) ------------------------------------------------------ */

/* Shades what gp's stack and records hold: precise where its calls have maps.  gp does not run and cannot begin to: it is
   claimed.  */
void goro__gc_scan_stack (struct goro_g *gp);
/* The same for the one that is in foreign code on mp, which cannot return meanwhile (retake_lock, and retake is set).  Its
   thread is scanned besides: that is where the registers are.  */
void goro__gc_scan_foreign (struct goro_m *mp, struct goro_g *gp);
/* Every word of [lo, hi), whatever it is.  */
void goro__gc_scan_words (uintptr_t lo, uintptr_t hi);
/* What goro_add_root and goro_remove_root do, on a thread's stack.  */
void goro__gc_add_range (uintptr_t start, size_t size);
void goro__gc_remove_range (uintptr_t start);
/* Static variables of all modules, registered ranges, timers, queues of finalizers.  */
void goro__gc_scan_roots (void);
void goro__gc_scan_specials (void);
void goro__gc_scan_finalizers (void);
void goro__gc_roots_fork_lock (void);
void goro__gc_roots_fork_unlock (void);
struct goro_module;
/* mod goes away: what its variables hold is shaded, if it is the time for that.  Modules are held.  */
void goro__gc_module_gone (const struct goro_module *mod);
/* The threads that run code without a P, and stacks of foreign calls: stops each by a signal, scans, lets it go on.  Also
   their part of a round.  */
void goro__gc_scan_threads (bool scan);

/* --- The cycle (cycle.c, pacer.c) ----------------------------------------------------------------- */

void goro__gc_init (void);
/* GORODEBUG=gcloop: the collector's thread begins, and collects without being asked.  */
void goro__gc_loop_start (void);
/* The allocator has taken bytes more.  On a thread's stack with the goroutine's context saved: may start a cycle, scan and mark
   for a while, sweep.  */
void goro__gc_allocated (struct goro_p *pp, struct goro_g *gp, size_t bytes);
/* Fills in next_gc and what follows it, for goro_read_mem_stats ().  On any stack.  */
struct goro_mem_stats;
void goro__gc_stats (struct goro_mem_stats *stats);
/* Out of memory, or over the limit: collects everything.  */
void goro__gc_now (struct goro_g *gp);

#endif
