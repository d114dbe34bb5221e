/* SPDX-License-Identifier: MIT */
/* What channels, goroutines and the rest of the runtime ask of the collector and the heap, which a program may not
   have: weak references, NULL in a static program that uses neither.  Where goro__gc_marking () is true there is a collector.  gc.h and
   heap.h declare the same for those who bring them along.  */
#ifndef GORO_GC_HOOKS_H
#define GORO_GC_HOOKS_H

#include <stddef.h>

#include "gc/marking.h"

struct goro_g;
struct goro_m;
struct goro_p;
struct goro_type;

/* gc_scan of a goroutine that has no stack any more (main, while exit () runs).  */
#define GORO_GC_NO_STACK UINT32_MAX

#define GORO_WEAK __attribute__ ((weak))
GORO_WEAK void goro__gc_shade_range (const void *p, size_t bytes);
/* This thread, which has no P, has pointers where nobody looks, and is going to shade them: marking shall not end; or it has.  */
GORO_WEAK void goro__gc_hold (bool hold);
GORO_WEAK void goro__gc_born (struct goro_g *gp);
GORO_WEAK void goro__gc_before_run (struct goro_g *gp);
GORO_WEAK void goro__gc_safepoint (struct goro_p *pp, struct goro_g *gp);
GORO_WEAK void goro__gc_add_range (uintptr_t start, size_t size);
GORO_WEAK void goro__gc_remove_range (uintptr_t start);
GORO_WEAK void goro__gc_safepoint (struct goro_p *pp, struct goro_g *gp);
GORO_WEAK void goro__gc_before_run (struct goro_g *gp);
GORO_WEAK void goro__gc_before_return (struct goro_m *mp, struct goro_g *gp);
GORO_WEAK void goro__gc_returning (struct goro_m *mp);
GORO_WEAK bool goro__gc_help (struct goro_p *pp);
/* pp is between two goroutines: its M may do some of the collector's work.  */
GORO_WEAK void goro__gc_between (struct goro_p *pp);
/* A cycle is under way or wanted: what it finds dead may have something to call.  */
GORO_WEAK bool goro__gc_busy (void);
/* gp, whose end this is, called a finalizer or cleanup: the next one of its queue.  With a P, on the thread's stack.  */
GORO_WEAK void goro__finalizer_next (struct goro_p *pp, struct goro_g *gp);
/* GORODEBUG=gcloop: the collector's thread begins.  */
GORO_WEAK void goro__gc_loop_start (void);
GORO_WEAK void goro__gc_fork_lock (void);
GORO_WEAK void goro__gc_fork_unlock (void);
GORO_WEAK void goro__gc_fork_child (void);
GORO_WEAK void *goro__heap_alloc_sys (struct goro_p *pp, size_t size, const struct goro_type *type);
GORO_WEAK void *goro__heap_alloc_plain_sys (struct goro_p *pp, size_t size);

#endif
