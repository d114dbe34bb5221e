/* SPDX-License-Identifier: MIT */
/* What the cycle asks of the rounds (round.c).  */
#ifndef GORO_GC_ROUND_H
#define GORO_GC_ROUND_H

#include "gc/gc.h"
#include "goro.h"

/* Every P does action once, and every thread without a P passes a point between barriers.  By the collector's thread.  */
void goro__gc_round (enum goro_gc_action action);
/* Scans the goroutines that do not run and that nobody has scanned.  After the round GORO_GC_STACKS.  */
void goro__gc_scan_others (void);

/* Stops all goroutines but those in foreign code; lets them go.  Those that stand in the middle of something have gc_stopped set.  */
void goro__gc_stop (void);
void goro__gc_go (void);

/* How long Ms were kept from their goroutines, in the buckets of goro_gc_pauses (goro.h).  */
extern _Atomic uint64_t goro__gc_pauses[GORO_GC_PAUSES];
extern _Atomic uint64_t goro__gc_longest_pause;
void goro__gc_note_pause (uint64_t ns);

#endif
