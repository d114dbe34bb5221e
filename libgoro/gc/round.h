/* SPDX-License-Identifier: MIT */
/* What the cycle asks of the rounds (round.c).  */
#ifndef GORO_GC_ROUND_H
#define GORO_GC_ROUND_H

#include "gc/gc.h"

/* Every P does action once, and every thread without a P passes a point between barriers.  By the collector's thread.  */
void goro__gc_round (enum goro_gc_action action);
/* Scans the goroutines that do not run and that nobody has scanned.  After the round GORO_GC_STACKS.  */
void goro__gc_scan_others (void);

/* Stops all goroutines but those in foreign code; lets them go.  Those that stand in the middle of something have gc_stopped set.  */
void goro__gc_stop (void);
void goro__gc_go (void);

/* How long the parts took that Ps did in a goroutine's time: bucket i counts those of less than 2^i ns.  */
enum { GORO_GC_PAUSES = 32 };
extern _Atomic uint64_t goro__gc_pauses[GORO_GC_PAUSES];
extern _Atomic uint64_t goro__gc_longest_pause;

#endif
