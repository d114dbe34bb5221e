/* SPDX-License-Identifier: MIT */
/* Alone, so that whoever only looks at it does not bring the collector along.  */
#include "gc/marking.h"

__attribute__ ((visibility ("default"))) _Atomic uint32_t __goro_marking;
struct goro_gc goro__gc;
