/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in a program that -fsanitize=leak looks at when it ends. */
/* Options: -fsanitize=leak */
#include "support/codegen-battery.h"
