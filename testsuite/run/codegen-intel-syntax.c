/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled to assembly in Intel's syntax. */
/* Options: -masm=intel */
/* Levels: -O2 */
#include "support/codegen-battery.h"
