/* SPDX-License-Identifier: MIT */
/* Alone, so that whoever only looks at it does not bring the collector along.  */
#include <stddef.h>

#include "abi/abi.h"
#include "gc/marking.h"

__attribute__ ((visibility ("default"))) _Atomic uint32_t __goro_marking;
struct goro_gc goro__gc;

_Static_assert (offsetof (struct goro_gc, phase) == 0 && GORO_GC_OFF == 0, "asm/<cpu>/foreign.S compares goro__gc with 0");
_Static_assert (GORO_GC_MARK == GORO_PHASE_MARK, "abi");
