/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled at -O1. */
/* Levels: -O1 */
#include "support/codegen-battery.h"
