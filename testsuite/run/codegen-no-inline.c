/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without inlining. */
/* Options: -fno-inline */
/* Levels: -O2 */
#include "support/codegen-battery.h"
