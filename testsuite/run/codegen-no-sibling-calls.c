/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without sibling calls. */
/* Options: -fno-optimize-sibling-calls */
/* Levels: -O2 */
#include "support/codegen-battery.h"
