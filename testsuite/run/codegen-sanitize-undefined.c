/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fsanitize=undefined. */
/* Options: -fsanitize=undefined -fno-sanitize=object-size -fno-sanitize-recover=undefined */
/* Levels: -O1 */
#include "support/codegen-battery.h"
