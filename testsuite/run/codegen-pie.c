/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled as a position-independent executable. */
/* Options: -fpie -pie */
/* Levels: -O0 -O2 */
#include "support/codegen-battery.h"
