/* SPDX-License-Identifier: MIT */
/* The collector: concurrent mark and sweep without a stop of all goroutines.

   Life of a cycle (the collector's thread, gc/cycle.c, drives it):

       OFF      nothing is marked; sweeping may be under way
       ENABLE   __goro_marking is 1.  A round: when every P and every thread has passed a safepoint, all stores of pointers are seen by the
                barrier, and all that is allocated is black.  And another one: whoever looked at a place that he is going to write, while others
                still wrote it unseen, has written it.
       SCAN     a second round: each P scans the goroutine it runs, and from then on every goroutine before it runs
                (goro__gc_before_run).  Others are scanned where they are.  Roots are scanned.  Marking goes on.
       MARK     every goroutine's stack is black.  Marking goes on until a round finds nothing: each P gives
                up its buffer of the barrier and no object was found that was white.
       then     __goro_marking is 0; a round, after which nobody shades anything any more; sweeping begins (heap/sweep.c); a last
                round, in which each P sweeps the spans it caches.

   Why one clean round is enough: when it begins all stacks are black and no marked object waits to be scanned outside of the
   buffers.  The barrier keeps every white object that can be reached under the protection of a grey one, so if
   there were any, then one of the buffers would hold one at that moment, and the round would find it.

   The barrier: before a pointer is stored in memory that is not the stack, the one that is overwritten is shaded; and before MARK the one
   that is stored, too.  Whatever else moves pointers from one goroutine's stack to another's without a store of compiled code (channels, go
   statements) shades them at all times: goro__gc_shade_range.

   Why the overwritten one is enough in MARK.  Call T the moment at which MARK begins.  By then every stack has been scanned, or belongs to a goroutine
   that is on its way back from foreign code and does nothing before it has been (round.c): what it holds then it holds at T.  Roots have been scanned,
   and no object has.

   1. At T everything that a stack or an object can reach is either *safe*, which is to say marked or to be reached from a marked object that waits to be scanned,
      by pointers that are in memory at T; or it was born black, and what its words point to is safe or was born black.  For a stack has a pointer from its scan,
      which has shaded it, or has loaded it since.  What was loaded had been stored in this cycle, which shaded it; or it had been there before the cycle, in an object
      that was safe, and is there still, or was overwritten, which shaded it.  What an object that was born black holds was stored in this cycle; if no
      barrier has seen that, because nobody else knew the object then (passes/barrier/places.cc), its maker had it from where a stack has things, and
      when others got to know the object it was shaded and began to wait: see also the last paragraph but two.
   2. After T each edge of 1 stays until its object has been scanned, or is overwritten, for the first time after T, by a store whose barrier shades it: either
      the barrier has looked after T, and has seen this edge; or it has looked before T and seen an older one, and then this one was stored between the two, before T, and
      was shaded for that.  So everything safe is marked in the end.
   3. After T goroutines have pointers to what 1 says and to what is born since, which counts as scanned and holds nothing else.  So nothing that
      they store has to be looked at.

   The pointers that goroutines have besides stacks: registers of a preempted loop are scanned with the stack, and no signal is let in between a barrier and
   its store.  Elements of waiting channel operations are in stacks or in the channel's ring, which is an object; who copies from there to here shades what goes and what it
   covers.  A goroutine started in SCAN or MARK has its arguments shaded and what it gets besides comes by loads.  Foreign code stores without a barrier: what its
   arguments lead to is shaded before and after, and what it returns.  Compiled code that foreign code has called is on the thread's stack, where the barrier
   always shades both words: its arguments may have come from anywhere.

   Why it is not enough before T.  Without races it would be: as long as nothing is scanned, an object can only be lost by an edge that goes
   unseen.  But two goroutines may store in one place at the same time, by atomic operations, say.  A's barrier sees x in the place.  B stores y there,
   its barrier sees x, too.  C, whose stack has been scanned, loads y.  A stores z.  If y was known to B's stack only, which has not been scanned and forgets it, nobody has shaded
   it.  After T there is no such B: y is safe by 1.

   Measured: processor time of Lua, whose barriers are called most, 0.94 of what it was with both words always.

   A goroutine whose stack has not been scanned may have a new, black object, and have stored a pointer in it without a barrier (the
   plugin leaves it out where nobody else has seen the object), or, before the first round is over, with a look at __goro_marking that came
   too early.  So what is born black before MARK is marked but not scanned, and who finds an object in that state queues it, as if it
   had been white.  What is born in MARK, when all stacks are black, counts as scanned.  One that is garbage before anybody has found it keeps its mark bit while
   what it points to is freed; nobody can get there but through a weak pointer, so weak.c finds what a weak pointer is made for.

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
extern bool goro__debug_gcconservative; /* every word of a stack counts */
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
void goro__gc_scan_threads (void);

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
