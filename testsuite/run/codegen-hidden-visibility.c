/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with hidden visibility. */
/* Options: -fvisibility=hidden */
/* Levels: -O2 */
#include "support/codegen-battery.h"
