/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with frame pointers. */
/* Options: -fno-omit-frame-pointer */
/* Levels: -O2 -O3 */
#include "support/codegen-battery.h"
