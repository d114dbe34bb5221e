/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled as GNU C2x. */
/* Options: -std=gnu2x */
/* Levels: -O2 */
#include "support/codegen-battery.h"
