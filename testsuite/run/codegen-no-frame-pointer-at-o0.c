/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fomit-frame-pointer. */
/* Options: -fomit-frame-pointer */
/* Levels: -O0 */
#include "support/codegen-battery.h"
