/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code of the large code model. */
/* Options: -mcmodel=large */
/* Levels: -O2 */
#include "support/codegen-battery.h"
