/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled for a fixed address. */
/* Options: -fno-pie -no-pie */
/* Levels: -O0 -O2 */
#include "support/codegen-battery.h"
