/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with -fsanitize=undefined -fsanitize-undefined-trap-on-error -fno-sanitize=object-size. */
/* Options: -fsanitize=undefined -fsanitize-undefined-trap-on-error -fno-sanitize=object-size */
/* Levels: -O0 -O2 */
#include "support/codegen-battery.h"
