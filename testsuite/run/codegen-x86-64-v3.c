/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled for x86-64-v3 (where the processor has it). */
/* Options: -march=x86-64-v3 */
/* Levels: -O2 */
#include "support/codegen-battery.h"
