/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without shrink-wrapping. */
/* Options: -fno-shrink-wrap */
/* Levels: -O2 */
#include "support/codegen-battery.h"
