/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with loops unrolled. */
/* Options: -funroll-all-loops -fpeel-loops */
/* Levels: -O3 */
#include "support/codegen-battery.h"
