/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with all debugging information. */
/* Options: -ggdb3 -gdwarf-4 -fvar-tracking-assignments */
/* Levels: -O2 */
#include "support/codegen-battery.h"
