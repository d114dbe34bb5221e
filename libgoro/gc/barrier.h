/* SPDX-License-Identifier: MIT */
/* The barrier's buffers (barrier.c).  */
#ifndef GORO_GC_BARRIER_H
#define GORO_GC_BARRIER_H

#include "gc/gc.h"

/* Empties pp's buffer; by who may (sched.h).  shade: what is in it is live.  */
void goro__gc_flush (struct goro_p *pp, bool shade);

/* Called by assembly.  */
void goro__gc_wb_full (struct goro_m *mp, uintptr_t old, uintptr_t new);
void goro__gc_wb_thread (uintptr_t *slot, uintptr_t new);
void goro__gc_wb_range (const char *dst, const char *src, size_t bytes);
void goro__gc_wb_thread_range (const char *dst, const char *src, size_t bytes);

#endif
