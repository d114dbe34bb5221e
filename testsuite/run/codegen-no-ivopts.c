/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without ivopts. */
/* Options: -fno-ivopts */
/* Levels: -O2 */
#include "support/codegen-battery.h"
