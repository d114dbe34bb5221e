/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fstack-protector-strong. */
/* Options: -fstack-protector-strong */
/* Levels: -O0 -O2 */
#include "support/codegen-battery.h"
