/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fwrapv. */
/* Options: -fwrapv */
#include "support/codegen-battery.h"
