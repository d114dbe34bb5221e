/* SPDX-License-Identifier: MIT */
/* Purpose: Goroutines and moving stacks in code compiled with other schedulers. */
/* Options: -fmodulo-sched -fselective-scheduling2 */
/* Levels: -O3 */
#include "support/codegen-battery.h"
