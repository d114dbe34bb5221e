/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled at -Os. */
/* Levels: -Os */
#include "support/codegen-battery.h"
