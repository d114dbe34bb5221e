/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with AVX2 (where the processor has it). */
/* Options: -mavx2 */
/* Levels: -O3 */
#include "support/codegen-battery.h"
