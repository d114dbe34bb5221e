/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without PLT. */
/* Options: -fno-plt */
/* Levels: -O2 */
#include "support/codegen-battery.h"
