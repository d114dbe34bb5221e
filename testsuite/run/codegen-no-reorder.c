/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without reordering. */
/* Options: -fno-reorder-blocks-and-partition -fno-toplevel-reorder */
/* Levels: -O2 */
#include "support/codegen-battery.h"
