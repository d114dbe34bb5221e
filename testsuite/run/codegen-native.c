/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled for this very processor. */
/* Options: -march=native */
/* Levels: -O3 */
#include "support/codegen-battery.h"
