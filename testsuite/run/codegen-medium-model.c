/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -mcmodel=medium. */
/* Options: -mcmodel=medium */
#include "support/codegen-battery.h"
