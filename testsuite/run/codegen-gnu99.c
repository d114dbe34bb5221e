/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled as GNU C99. */
/* Options: -std=gnu99 */
/* Levels: -O2 */
#include "support/codegen-battery.h"
