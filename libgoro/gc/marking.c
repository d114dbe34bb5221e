/* SPDX-License-Identifier: MIT */
/* Alone, so that whoever only looks at it does not bring the collector along.  */
#include "gc/marking.h"

_Atomic uint32_t __goro_marking;
