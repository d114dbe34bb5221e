/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -ffast-math. */
/* Options: -ffast-math */
/* Levels: -O2 */
#include "support/codegen-battery.h"
