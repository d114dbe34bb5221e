/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fsanitize=object-size -fno-sanitize-recover=undefined. */
/* Options: -fsanitize=object-size -fno-sanitize-recover=undefined */
/* Levels: -O1 -O2 */
#include "support/codegen-battery.h"
