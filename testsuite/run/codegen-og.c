/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled at -Og. */
/* Levels: -Og */
#include "support/codegen-battery.h"
