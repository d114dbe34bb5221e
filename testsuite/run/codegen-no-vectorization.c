/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled at -O3 without vectorisation. */
/* Options: -fno-tree-vectorize -fno-tree-slp-vectorize */
/* Levels: -O3 */
#include "support/codegen-battery.h"
