/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled without the red zone. */
/* Options: -mno-red-zone */
/* Levels: -O2 */
#include "support/codegen-battery.h"
