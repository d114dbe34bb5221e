/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled linked statically. */
/* Options: -static */
/* Levels: -O2 */
#include "support/codegen-battery.h"
