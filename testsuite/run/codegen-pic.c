/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled as position-independent code. */
/* Options: -fPIC */
/* Levels: -O0 -O2 */
#include "support/codegen-battery.h"
