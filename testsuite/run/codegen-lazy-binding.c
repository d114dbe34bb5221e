/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled bound lazily. */
/* Options: -Wl,-z,lazy */
/* Levels: -O2 */
#include "support/codegen-battery.h"
