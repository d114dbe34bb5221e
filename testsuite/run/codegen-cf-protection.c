/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fcf-protection=branch. */
/* Options: -fcf-protection=branch */
/* Levels: -O0 -O2 */
#include "support/codegen-battery.h"
