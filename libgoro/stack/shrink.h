/* SPDX-License-Identifier: MIT */
/* What the collector and the check's slow path ask of shrink.c.  */
#ifndef GORO_SHRINK_H
#define GORO_SHRINK_H

#include "sched/sched.h"

/* gp, which the caller has claimed, has been scanned from sp up.  now: 0, or, when it was WAITING, not in thread mode, and the
   caller is the collector's thread, the time when that began to look at those that wait, in this collection.  Its stack may get
   smaller, now or at its next check.  */
void goro__stack_scanned (struct goro_g *gp, uintptr_t sp, int64_t now);

/* gp->shrink is set; gp stands at a check, context saved.  NULL in a program without a collector, where nobody sets it.  */
__attribute__ ((weak)) void goro__stack_shrink_wanted (struct goro_g *gp);

/* Does an M still park gp?  */
bool goro__stack_held (struct goro_g *gp);

extern bool goro__debug_gcshrinkstackoff, goro__debug_gcshrinkstress;

#endif
