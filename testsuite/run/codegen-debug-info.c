/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -g. */
/* Options: -g */
/* Levels: -O0 -O2 */
#include "support/codegen-battery.h"
