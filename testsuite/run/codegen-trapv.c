/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -ftrapv. */
/* Options: -ftrapv */
/* Levels: -O2 */
#include "support/codegen-battery.h"
