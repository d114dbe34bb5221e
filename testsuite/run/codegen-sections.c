/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with sections that the linker throws away. */
/* Options: -ffunction-sections -fdata-sections -Wl,--gc-sections */
/* Levels: -O2 */
#include "support/codegen-battery.h"
