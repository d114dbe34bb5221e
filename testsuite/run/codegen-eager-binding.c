/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled bound eagerly. */
/* Options: -Wl,-z,now */
/* Levels: -O2 */
#include "support/codegen-battery.h"
