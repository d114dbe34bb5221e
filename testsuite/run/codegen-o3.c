/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled at -O3. */
/* Levels: -O3 */
#include "support/codegen-battery.h"
